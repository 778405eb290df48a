package gcert.trust;

import gcert.certificate.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * One certificate in the course of judging: the answers that several rules ask for, read once.
 *
 * <p>What the JDK has read while parsing is taken from it; Bouncy Castle's reading is made for the
 * questions that the JDK does not answer. Safe for use by several threads: an answer that two of
 * them look for at once is the same answer.
 */
final class Subject {
  /** Positions in the array of {@link X509Certificate#getKeyUsage()}. */
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
  private final X509Certificate x509;
  private final boolean selfIssued;
  private final Set<String> critical;
  private final Map<Role, List<Breach>> breaches = new ConcurrentHashMap<>(4);
  private final Optional<List<String>> purposes;
  private volatile @Nullable KeyIds keyIds;
  private volatile @Nullable NameLimits nameLimits;
  private volatile @Nullable List<Presented> names;

  Subject(Certificate certificate) {
    this.certificate = certificate;
    this.x509 = certificate.x509();
    this.selfIssued = name().equals(issuer());
    Set<String> oids = x509.getCriticalExtensionOIDs();
    this.critical = oids == null ? Set.of() : oids;
    this.purposes = readPurposes();
  }

  Certificate certificate() {
    return certificate;
  }

  X509Certificate x509() {
    return x509;
  }

  X500Principal name() {
    return certificate.subjectPrincipal();
  }

  X500Principal issuer() {
    return x509.getIssuerX500Principal();
  }

  /** Whether subject and issuer are the same name (RFC 5280 section 3.2). */
  boolean isSelfIssued() {
    return selfIssued;
  }

  boolean has(String oid) {
    return x509.getExtensionValue(oid) != null;
  }

  boolean isCa() {
    return x509.getBasicConstraints() >= 0;
  }

  /** How many CAs that are not self-issued may follow; {@link Integer#MAX_VALUE} for any number. */
  int pathLength() {
    int length = x509.getBasicConstraints();
    return length < 0 ? Integer.MAX_VALUE : length;
  }

  /** Whether the key may be used so; true when the certificate does not say. */
  boolean keyMay(int bit) {
    boolean[] usage = x509.getKeyUsage();
    // An extension that cannot be read is no leave.
    return usage == null ? !has(KEY_USAGE) : bit < usage.length && usage[bit];
  }

  /** The purposes named, as object identifiers; empty when the extension is absent. */
  Optional<List<String>> purposes() {
    return purposes;
  }

  private Optional<List<String>> readPurposes() {
    try {
      List<String> purposes = x509.getExtendedKeyUsage();
      boolean absent = purposes == null && !has(EXTENDED_KEY_USAGE);
      return absent ? Optional.empty() : Optional.of(purposes == null ? List.of() : purposes);
    } catch (CertificateParsingException e) {
      return Optional.of(List.of());
    }
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
    return certificate
        .structure()
        .map(c -> c.getTBSCertificate().getExtensions())
        .map(
            (Extensions all) ->
                all.getExtension(new org.bouncycastle.asn1.ASN1ObjectIdentifier(oid)));
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
