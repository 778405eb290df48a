package gcert.trust.extension;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.certificate.ExtensionOids;
import gcert.signature.PublicKey;
import gcert.trust.CertificateLabel;
import gcert.trust.name.IssuerNameConstraints;
import gcert.trust.name.PresentedIdentifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * One certificate in the course of judging: the answers that several rules ask for, read once.
 *
 * <p>Safe for use by several threads: an answer that two of them look for at once is the same
 * answer.
 */
public final class PathCertificate {
  /** The bit of the key usage for signing certificates (RFC 5280 section 4.2.1.3). */
  public static final int KEY_CERT_SIGN = 5;

  private final Certificate certificate;
  private final boolean selfIssued;
  private final Set<String> critical;
  private final Map<CertificateRole, List<ProfileViolation>> breaches = new ConcurrentHashMap<>(4);
  private final Optional<String> malformed;
  private final boolean authority;
  private final int pathLength;
  private final Optional<byte[]> usage;
  private final Optional<List<String>> purposes;
  private volatile @Nullable KeyIdentifiers keyIds;
  private volatile @Nullable IssuerNameConstraints nameLimits;
  private volatile @Nullable List<PresentedIdentifier> names;

  /** Reads what path validation asks of a certificate. */
  public PathCertificate(Certificate certificate) {
    this.certificate = certificate;
    this.selfIssued = name().equals(issuer());
    this.critical = certificate.criticalExtensions();
    this.malformed =
        certificate.malformed().or(() -> ExtensionSyntax.unreadableCritical(certificate));
    Optional<BasicConstraints> constraints =
        certificate.read(ExtensionOids.BASIC_CONSTRAINTS, BasicConstraints::getInstance);
    this.authority = constraints.map(BasicConstraints::isCA).orElse(false);
    this.pathLength =
        constraints
            .map(BasicConstraints::getPathLenConstraint)
            .map(PathCertificate::bounded)
            .orElse(Integer.MAX_VALUE);
    this.usage =
        certificate.read(ExtensionOids.KEY_USAGE, value -> KeyUsage.getInstance(value).getBytes());
    this.purposes = readPurposes();
  }

  /** There is no path of so many certificates that the rest of the number would matter. */
  private static int bounded(BigInteger length) {
    return length.bitLength() < Integer.SIZE ? length.intValue() : Integer.MAX_VALUE;
  }

  /** The certificate itself. */
  public Certificate certificate() {
    return certificate;
  }

  /**
   * What of the certificate cannot be read, without which it cannot be judged: a field, or an
   * extension that is critical. The end of a sentence; empty when there is nothing.
   */
  public Optional<String> malformed() {
    return malformed;
  }

  /** The name of the subject. */
  public DistinguishedName name() {
    return certificate.subjectName();
  }

  /** The name of the issuer. */
  public DistinguishedName issuer() {
    return certificate.issuerName();
  }

  /** The public key of the subject. */
  public PublicKey publicKey() {
    return certificate.publicKey();
  }

  /** The version: 1, 2 or 3. */
  public int version() {
    return certificate.version();
  }

  /** Whether subject and issuer are the same name (RFC 5280 section 3.2). */
  public boolean isSelfIssued() {
    return selfIssued;
  }

  /** Whether there is an extension, well-formed or not. */
  public boolean has(String oid) {
    return certificate.has(oid);
  }

  /** Whether it says that it is a CA's (RFC 5280 section 4.2.1.9). */
  public boolean isCa() {
    return authority;
  }

  /** How many CAs that are not self-issued may follow; {@link Integer#MAX_VALUE} for any number. */
  public int pathLength() {
    return pathLength;
  }

  /** Whether the key may be used so; true when the certificate does not say. */
  public boolean keyMay(int bit) {
    // An extension that cannot be read is no leave.
    return usage.isPresent() ? isSet(usage.get(), bit) : !has(ExtensionOids.KEY_USAGE);
  }

  /** Whether the key usage says that the key may be used so; false when it does not say. */
  public boolean keyIsFor(int bit) {
    return usage.isPresent() && isSet(usage.get(), bit);
  }

  private static boolean isSet(byte[] usage, int bit) {
    return bit / 8 < usage.length && (usage[bit / 8] & (0x80 >> (bit % 8))) != 0;
  }

  /** The purposes named, as object identifiers; empty when the extension is absent. */
  public Optional<List<String>> purposes() {
    return purposes;
  }

  private Optional<List<String>> readPurposes() {
    if (!has(ExtensionOids.EXTENDED_KEY_USAGE)) {
      return Optional.empty();
    }
    return certificate
        .read(
            ExtensionOids.EXTENDED_KEY_USAGE,
            value -> {
              List<String> purposes = new ArrayList<>();
              for (KeyPurposeId purpose : ExtendedKeyUsage.getInstance(value).getUsages()) {
                purposes.add(purpose.getId());
              }
              return purposes;
            })
        .or(() -> Optional.of(List.of()));
  }

  /** The identifiers of the critical extensions. */
  Set<String> critical() {
    return critical;
  }

  /** The identifiers of its key and of its issuer's. */
  public KeyIdentifiers keyIds() {
    KeyIdentifiers read = keyIds;
    if (read == null) {
      read = KeyIdentifiers.of(certificate);
      keyIds = read;
    }
    return read;
  }

  /** Whether it names another key as its issuer's; false when one of the two does not say. */
  public boolean namesAnotherKeyThan(PathCertificate issuer) {
    return keyIds().differFrom(issuer.keyIds());
  }

  /**
   * What of the profile it does not keep to in a role, whatever stands above it.
   *
   * @param rules find it out when it is not known yet
   */
  public List<ProfileViolation> breaches(
      CertificateRole role,
      BiFunction<PathCertificate, CertificateRole, List<ProfileViolation>> rules) {
    List<ProfileViolation> found = breaches.get(role);
    if (found == null) {
      found = rules.apply(this, role);
      breaches.put(role, found);
    }
    return found;
  }

  /** Bouncy Castle's reading of an extension. */
  public Optional<Extension> extension(String oid) {
    return certificate.extension(oid);
  }

  /** The limits that this certificate sets to the names below it. */
  public IssuerNameConstraints nameLimits() {
    IssuerNameConstraints limits = nameLimits;
    if (limits == null) {
      limits =
          has(ExtensionOids.NAME_CONSTRAINTS)
              ? IssuerNameConstraints.of(certificate)
              : IssuerNameConstraints.NONE;
      nameLimits = limits;
    }
    return limits;
  }

  /** All names that name constraints apply to. */
  public List<PresentedIdentifier> names() {
    List<PresentedIdentifier> read = names;
    if (read == null) {
      read = List.copyOf(PresentedIdentifier.of(certificate));
      names = read;
    }
    return read;
  }

  @Override
  public String toString() {
    return CertificateLabel.of(certificate);
  }
}
