package gcert.trust;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.signature.PublicKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
final class Subject {
  /** The bit of the key usage for signing certificates (RFC 5280 section 4.2.1.3). */
  static final int KEY_CERT_SIGN = 5;

  static final String KEY_USAGE = "2.5.29.15";
  static final String ALTERNATIVE_NAMES = "2.5.29.17";
  static final String POLICIES = "2.5.29.32";
  static final String POLICY_MAPPINGS = "2.5.29.33";
  static final String POLICY_CONSTRAINTS = "2.5.29.36";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String INHIBIT_ANY_POLICY = "2.5.29.54";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String NAME_CONSTRAINTS = "2.5.29.30";
  static final String SUBJECT_KEY_ID = "2.5.29.14";
  static final String AUTHORITY_KEY_ID = "2.5.29.35";

  private final Certificate certificate;
  private final boolean selfIssued;
  private final Set<String> critical;
  private final Map<Role, List<Breach>> breaches = new ConcurrentHashMap<>(4);
  private final Optional<String> malformed;
  private final boolean authority;
  private final int pathLength;
  private final Optional<byte[]> usage;
  private final Optional<List<String>> purposes;
  private volatile @Nullable KeyIds keyIds;
  private volatile @Nullable NameLimits nameLimits;
  private volatile @Nullable List<Presented> names;

  Subject(Certificate certificate) {
    this.certificate = certificate;
    this.selfIssued = name().equals(issuer());
    this.critical = certificate.criticalExtensions();
    this.malformed = certificate.malformed().or(() -> ExtensionRules.unreadableCritical(this));
    Optional<BasicConstraints> constraints =
        certificate.read(BASIC_CONSTRAINTS, BasicConstraints::getInstance);
    this.authority = constraints.map(BasicConstraints::isCA).orElse(false);
    this.pathLength =
        constraints
            .map(BasicConstraints::getPathLenConstraint)
            .map(Subject::bounded)
            .orElse(Integer.MAX_VALUE);
    this.usage = certificate.read(KEY_USAGE, value -> KeyUsage.getInstance(value).getBytes());
    this.purposes = readPurposes();
  }

  /** There is no path of so many certificates that the rest of the number would matter. */
  private static int bounded(BigInteger length) {
    return length.bitLength() < Integer.SIZE ? length.intValue() : Integer.MAX_VALUE;
  }

  Certificate certificate() {
    return certificate;
  }

  /**
   * What of the certificate cannot be read, without which it cannot be judged: a field, or an
   * extension that is critical. The end of a sentence; empty when there is nothing.
   */
  Optional<String> malformed() {
    return malformed;
  }

  DistinguishedName name() {
    return certificate.subjectName();
  }

  DistinguishedName issuer() {
    return certificate.issuerName();
  }

  PublicKey publicKey() {
    return certificate.publicKey();
  }

  int version() {
    return certificate.version();
  }

  /** Whether subject and issuer are the same name (RFC 5280 section 3.2). */
  boolean isSelfIssued() {
    return selfIssued;
  }

  boolean has(String oid) {
    return certificate.has(oid);
  }

  boolean isCa() {
    return authority;
  }

  /** How many CAs that are not self-issued may follow; {@link Integer#MAX_VALUE} for any number. */
  int pathLength() {
    return pathLength;
  }

  /** Whether the key may be used so; true when the certificate does not say. */
  boolean keyMay(int bit) {
    // An extension that cannot be read is no leave.
    return usage.isPresent() ? isSet(usage.get(), bit) : !has(KEY_USAGE);
  }

  /** Whether the key usage says that the key may be used so; false when it does not say. */
  boolean keyIsFor(int bit) {
    return usage.isPresent() && isSet(usage.get(), bit);
  }

  private static boolean isSet(byte[] usage, int bit) {
    return bit / 8 < usage.length && (usage[bit / 8] & (0x80 >> (bit % 8))) != 0;
  }

  /** The purposes named, as object identifiers; empty when the extension is absent. */
  Optional<List<String>> purposes() {
    return purposes;
  }

  private Optional<List<String>> readPurposes() {
    if (!has(EXTENDED_KEY_USAGE)) {
      return Optional.empty();
    }
    return certificate
        .read(
            EXTENDED_KEY_USAGE,
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
  KeyIds keyIds() {
    KeyIds read = keyIds;
    if (read == null) {
      read = KeyIds.of(this);
      keyIds = read;
    }
    return read;
  }

  /** What of the profile it does not keep to in a role, whatever stands above it. */
  List<Breach> breaches(Role role) {
    List<Breach> found = breaches.get(role);
    if (found == null) {
      found = ProfileRules.breaches(this, role);
      breaches.put(role, found);
    }
    return found;
  }

  /** Bouncy Castle's reading of an extension. */
  Optional<Extension> extension(String oid) {
    return certificate.extension(oid);
  }

  /** The limits that this certificate sets to the names below it. */
  NameLimits nameLimits() {
    NameLimits limits = nameLimits;
    if (limits == null) {
      limits = has(NAME_CONSTRAINTS) ? NameLimits.of(this) : NameLimits.NONE;
      nameLimits = limits;
    }
    return limits;
  }

  /** All names that name constraints apply to. */
  List<Presented> names() {
    List<Presented> read = names;
    if (read == null) {
      read = List.copyOf(Presented.of(certificate));
      names = read;
    }
    return read;
  }

  @Override
  public String toString() {
    return Label.of(certificate);
  }
}
