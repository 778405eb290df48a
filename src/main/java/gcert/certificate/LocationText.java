package gcert.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where the CA's answers can be fetched. */
final class LocationText {
  private LocationText() {}

  /** RFC 5280 section 4.2.2.1. */
  static List<String> authorityAccess(ASN1Encodable value) {
    List<String> words = new ArrayList<>();
    for (AccessDescription access :
        AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
      String what =
          access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
              ? "OCSP "
              : access.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)
                  ? "issuer "
                  : access.getAccessMethod() + " ";
      words.add(what + location(access.getAccessLocation()));
    }
    return words;
  }

  /** The first address over HTTP of the issuer's certificate. */
  static Optional<String> issuer(ASN1Encodable value) {
    for (AccessDescription access :
        AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
      if (access.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)) {
        String location = location(access.getAccessLocation());
        if (location.startsWith("http://") || location.startsWith("https://")) {
          return Optional.of(location);
        }
      }
    }
    return Optional.empty();
  }

  /** RFC 5280 section 4.2.1.13. */
  static List<String> distributionPoints(ASN1Encodable value) {
    List<String> words = new ArrayList<>();
    for (DistributionPoint point : CRLDistPoint.getInstance(value).getDistributionPoints()) {
      DistributionPointName name = point.getDistributionPoint();
      if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
        for (GeneralName location : GeneralNames.getInstance(name.getName()).getNames()) {
          words.add(location(location));
        }
      } else {
        words.add("a point relative to its issuer");
      }
    }
    return words;
  }

  private static String location(GeneralName name) {
    String text = GeneralNameText.of(name);
    return text.startsWith("URI:") ? text.substring("URI:".length()) : text;
  }
}
