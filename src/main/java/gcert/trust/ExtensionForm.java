package gcert.trust;

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
    try {
      return holds(extension.getExtnId().getId(), extension.getParsedValue());
    } catch (RuntimeException e) {
      // Bouncy Castle throws what comes to hand on octets that make no sense.
      return false;
    }
  }

  private static boolean holds(String oid, ASN1Encodable value) {
    return switch (oid) {
      case Subject.SUBJECT_KEY_ID -> SubjectKeyIdentifier.getInstance(value) != null;
      case Subject.KEY_USAGE -> KeyUsage.getInstance(value) != null;
      case Subject.ALTERNATIVE_NAMES, "2.5.29.18" ->
          GeneralNames.getInstance(value).getNames().length > 0;
      case Subject.BASIC_CONSTRAINTS -> BasicConstraints.getInstance(value) != null;
      case Subject.NAME_CONSTRAINTS -> NameConstraints.getInstance(value) != null;
      case "2.5.29.31", "2.5.29.46" -> pointSomewhere(CRLDistPoint.getInstance(value));
      case Subject.POLICIES ->
          CertificatePolicies.getInstance(value).getPolicyInformation().length > 0;
      case Subject.POLICY_MAPPINGS -> PolicyMappings.getInstance(value) != null;
      case Subject.AUTHORITY_KEY_ID -> AuthorityKeyIdentifier.getInstance(value) != null;
      case Subject.POLICY_CONSTRAINTS ->
          PolicyConstraints.getInstance(value) != null
              && ASN1Sequence.getInstance(value).size() > 0;
      case Subject.EXTENDED_KEY_USAGE -> ExtendedKeyUsage.getInstance(value).size() > 0;
      case Subject.INHIBIT_ANY_POLICY -> ASN1Integer.getInstance(value).getValue().signum() >= 0;
      case "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11" ->
          AuthorityInformationAccess.getInstance(value).getAccessDescriptions().length > 0;
      default -> ASN1Sequence.getInstance(value).size() > 0;
    };
  }

  /** Each point has a name, its own or its issuer's: reasons alone lead nowhere (4.2.1.13). */
  private static boolean pointSomewhere(CRLDistPoint all) {
    DistributionPoint[] points = all.getDistributionPoints();
    for (DistributionPoint point : points) {
      if (point.getDistributionPoint() == null && point.getCRLIssuer() == null) {
        return false;
      }
    }
    return points.length > 0;
  }
}
