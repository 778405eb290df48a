package gcert.retrieval;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionOids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;

/** Where certificates say that something about them is published. */
public final class AccessLocations {
  private AccessLocations() {}

  /** The URLs of HTTP of the OCSP responders (RFC 5280 section 4.2.2.1), unescaped. */
  public static List<String> ofResponders(Certificate certificate) {
    return of(certificate, AccessDescription.id_ad_ocsp);
  }

  /** The URLs of HTTP of the issuer's certificate (RFC 5280 section 4.2.2.1), unescaped. */
  public static List<String> ofIssuer(Certificate certificate) {
    return of(certificate, AccessDescription.id_ad_caIssuers);
  }

  /** The URL of HTTP that a name is, unescaped; empty when it is something else. */
  public static Optional<String> http(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    String location = ASN1IA5String.getInstance(name.getName()).getString();
    String lower = location.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://")
        ? Optional.of(location)
        : Optional.empty();
  }

  private static List<String> of(Certificate certificate, ASN1ObjectIdentifier method) {
    return certificate
        .read(
            ExtensionOids.AUTHORITY_INFORMATION_ACCESS,
            value -> read(AuthorityInformationAccess.getInstance(value), method))
        .orElse(List.of());
  }

  private static List<String> read(
      AuthorityInformationAccess extension, ASN1ObjectIdentifier method) {
    List<String> locations = new ArrayList<>();
    for (AccessDescription access : extension.getAccessDescriptions()) {
      if (access.getAccessMethod().equals(method)) {
        http(access.getAccessLocation()).ifPresent(locations::add);
      }
    }
    return locations;
  }
}
