package gcert.certificate;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Under which policies a certificate was issued (RFC 5280 section 4.2.1.4). */
final class PolicyText {
  private PolicyText() {}

  /** The CA/Browser Forum's policies by the names that people know, every other by its number. */
  static List<String> of(ASN1Encodable value) {
    List<String> words = new ArrayList<>();
    for (PolicyInformation policy : CertificatePolicies.getInstance(value).getPolicyInformation()) {
      words.add(word(policy.getPolicyIdentifier().getId()));
    }
    return List.of(String.join(", ", words));
  }

  private static String word(String oid) {
    return switch (oid) {
      case "2.23.140.1.2.1" -> "DV (domain validated)";
      case "2.23.140.1.2.2" -> "OV (organization validated)";
      case "2.23.140.1.2.3" -> "IV (individual validated)";
      case "2.23.140.1.1" -> "EV (extended validation)";
      case "2.5.29.32.0" -> "any policy";
      default -> oid;
    };
  }
}
