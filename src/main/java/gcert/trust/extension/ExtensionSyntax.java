package gcert.trust.extension;

import gcert.asn1.Asn1Decoding;
import gcert.certificate.Certificate;
import gcert.certificate.ExtensionOids;
import gcert.failure.Escaped;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Whether in an extension of RFC 5280 there is what there has to be (section 4.2). */
public final class ExtensionSyntax {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("2.5.29.9", "subject directory attributes"),
          Map.entry(ExtensionOids.SUBJECT_KEY_ID, "subject key identifier"),
          Map.entry(ExtensionOids.KEY_USAGE, "key usage"),
          Map.entry(ExtensionOids.ALTERNATIVE_NAMES, "subject alternative names"),
          Map.entry("2.5.29.18", "issuer alternative names"),
          Map.entry(ExtensionOids.BASIC_CONSTRAINTS, "basic constraints"),
          Map.entry(ExtensionOids.NAME_CONSTRAINTS, "name constraints"),
          Map.entry("2.5.29.31", "CRL distribution points"),
          Map.entry(ExtensionOids.POLICIES, "certificate policies"),
          Map.entry(ExtensionOids.POLICY_MAPPINGS, "policy mappings"),
          Map.entry(ExtensionOids.AUTHORITY_KEY_ID, "authority key identifier"),
          Map.entry(ExtensionOids.POLICY_CONSTRAINTS, "policy constraints"),
          Map.entry(ExtensionOids.EXTENDED_KEY_USAGE, "extended key usage"),
          Map.entry("2.5.29.46", "freshest CRL"),
          Map.entry(ExtensionOids.INHIBIT_ANY_POLICY, "inhibit anyPolicy"),
          Map.entry("1.3.6.1.5.5.7.1.1", "authority information access"),
          Map.entry("1.3.6.1.5.5.7.1.11", "subject information access"));

  private ExtensionSyntax() {}

  /** Whether the extension is one of RFC 5280's. */
  public static boolean isKnown(String oid) {
    return NAMES.containsKey(oid);
  }

  /** What an extension is called in a sentence. */
  public static String name(String oid) {
    return NAMES.getOrDefault(oid, "extension " + Escaped.of(oid, 64));
  }

  /**
   * Which critical extension cannot be read, as the end of a sentence: with it unread nothing can
   * be said of the certificate (RFC 5280 section 4.2).
   */
  static Optional<String> unreadableCritical(Certificate certificate) {
    for (Extension extension : certificate.extensions()) {
      String oid = extension.getExtnId().getId();
      if (extension.isCritical() && isKnown(oid) && !isReadable(extension)) {
        return Optional.of("its " + name(oid) + " cannot be read");
      }
    }
    return Optional.empty();
  }

  /** Whether the value is of the type that it should be and says what it has to. */
  public static boolean isWellFormed(Extension extension) {
    return Asn1Decoding.readOr(
        false, () -> holds(extension.getExtnId().getId(), extension.getParsedValue()));
  }

  /** Whether the value is of the type that it should be, whatever it says. */
  static boolean isReadable(Extension extension) {
    return Asn1Decoding.readOr(
        false, () -> read(extension.getExtnId().getId(), extension.getParsedValue()) != null);
  }

  private static Object read(String oid, ASN1Encodable value) {
    return switch (oid) {
      case ExtensionOids.SUBJECT_KEY_ID -> SubjectKeyIdentifier.getInstance(value);
      case ExtensionOids.KEY_USAGE -> KeyUsage.getInstance(value);
      case ExtensionOids.ALTERNATIVE_NAMES, "2.5.29.18" -> GeneralNames.getInstance(value);
      case ExtensionOids.BASIC_CONSTRAINTS -> BasicConstraints.getInstance(value);
      case ExtensionOids.NAME_CONSTRAINTS -> NameConstraints.getInstance(value);
      case "2.5.29.31", "2.5.29.46" -> CRLDistPoint.getInstance(value).getDistributionPoints();
      case ExtensionOids.POLICIES -> CertificatePolicies.getInstance(value).getPolicyInformation();
      case ExtensionOids.POLICY_MAPPINGS -> PolicyMappings.getInstance(value);
      case ExtensionOids.AUTHORITY_KEY_ID -> AuthorityKeyIdentifier.getInstance(value);
      case ExtensionOids.POLICY_CONSTRAINTS -> PolicyConstraints.getInstance(value);
      case ExtensionOids.EXTENDED_KEY_USAGE -> ExtendedKeyUsage.getInstance(value).getUsages();
      case ExtensionOids.INHIBIT_ANY_POLICY -> ASN1Integer.getInstance(value);
      case "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11" ->
          AuthorityInformationAccess.getInstance(value).getAccessDescriptions();
      default -> ASN1Sequence.getInstance(value);
    };
  }

  private static boolean holds(String oid, ASN1Encodable value) {
    Object read = read(oid, value);
    if (read instanceof BasicConstraints constraints) {
      return isWellFormed(constraints);
    }
    if (read instanceof GeneralNames names) {
      return names.getNames().length > 0;
    }
    if (read instanceof DistributionPoint[] points) {
      return pointSomewhere(points);
    }
    if (read instanceof Object[] list) {
      return list.length > 0;
    }
    if (read instanceof ASN1Integer number) {
      return number.getValue().signum() >= 0;
    }
    return !(read instanceof PolicyConstraints || read instanceof ASN1Sequence)
        || ASN1Sequence.getInstance(value).size() > 0;
  }

  private static boolean isWellFormed(BasicConstraints constraints) {
    BigInteger length = constraints.getPathLenConstraint();
    return length == null || length.signum() >= 0;
  }

  /** Each point has a name, its own or its issuer's: reasons alone lead nowhere (4.2.1.13). */
  private static boolean pointSomewhere(DistributionPoint[] points) {
    for (DistributionPoint point : points) {
      if (point.getDistributionPoint() == null && point.getCRLIssuer() == null) {
        return false;
      }
    }
    return points.length > 0;
  }
}
