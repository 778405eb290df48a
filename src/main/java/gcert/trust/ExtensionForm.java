package gcert.trust;

import gcert.asn1.Decoding;
import java.math.BigInteger;
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
final class ExtensionForm {
  private ExtensionForm() {}

  static boolean isWellFormed(Extension extension) {
    return Decoding.readOr(
        false, () -> holds(extension.getExtnId().getId(), extension.getParsedValue()));
  }

  /** Whether the value is of the type that it should be, whatever it says. */
  static boolean isReadable(Extension extension) {
    return Decoding.readOr(
        false, () -> read(extension.getExtnId().getId(), extension.getParsedValue()) != null);
  }

  private static Object read(String oid, ASN1Encodable value) {
    return switch (oid) {
      case Subject.SUBJECT_KEY_ID -> SubjectKeyIdentifier.getInstance(value);
      case Subject.KEY_USAGE -> KeyUsage.getInstance(value);
      case Subject.ALTERNATIVE_NAMES, "2.5.29.18" -> GeneralNames.getInstance(value);
      case Subject.BASIC_CONSTRAINTS -> BasicConstraints.getInstance(value);
      case Subject.NAME_CONSTRAINTS -> NameConstraints.getInstance(value);
      case "2.5.29.31", "2.5.29.46" -> CRLDistPoint.getInstance(value).getDistributionPoints();
      case Subject.POLICIES -> CertificatePolicies.getInstance(value).getPolicyInformation();
      case Subject.POLICY_MAPPINGS -> PolicyMappings.getInstance(value);
      case Subject.AUTHORITY_KEY_ID -> AuthorityKeyIdentifier.getInstance(value);
      case Subject.POLICY_CONSTRAINTS -> PolicyConstraints.getInstance(value);
      case Subject.EXTENDED_KEY_USAGE -> ExtendedKeyUsage.getInstance(value).getUsages();
      case Subject.INHIBIT_ANY_POLICY -> ASN1Integer.getInstance(value);
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
