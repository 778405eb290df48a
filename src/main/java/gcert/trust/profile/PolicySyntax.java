package gcert.trust.profile;

import gcert.asn1.Asn1Decoding;
import gcert.trust.Rule;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;

/** The form of certificate policies, whatever they allow (RFC 5280 section 4.2.1.4). */
final class PolicySyntax {
  private PolicySyntax() {}

  static void check(Extension extension, ProfileViolations breaches) {
    // What cannot be read is reported with the other extensions.
    PolicyInformation[] policies =
        Asn1Decoding.readOr(
            new PolicyInformation[0],
            () ->
                CertificatePolicies.getInstance(extension.getParsedValue()).getPolicyInformation());
    Set<ASN1ObjectIdentifier> named = new HashSet<>();
    for (PolicyInformation policy : policies) {
      if (!named.add(policy.getPolicyIdentifier())) {
        breaches.addFailure(Rule.EXTENSION, "its certificate policies name one twice");
        break;
      }
    }
    if (extension.isCritical() && hasUnknownQualifier(policies)) {
      breaches.addFailure(
          Rule.UNKNOWN_CRITICAL_EXTENSION,
          "its certificate policies are critical and have a qualifier that is not known");
    }
  }

  private static boolean hasUnknownQualifier(PolicyInformation[] policies) {
    for (PolicyInformation policy : policies) {
      ASN1Sequence qualifiers = policy.getPolicyQualifiers();
      if (qualifiers != null) {
        for (ASN1Encodable qualifier : qualifiers) {
          ASN1ObjectIdentifier id =
              PolicyQualifierInfo.getInstance(qualifier).getPolicyQualifierId();
          if (!id.equals(PolicyQualifierId.id_qt_cps)
              && !id.equals(PolicyQualifierId.id_qt_unotice)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
