package gcert.revocation;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionOids;
import gcert.retrieval.AccessLocations;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate says that a CRL for it can be had (RFC 5280 section 4.2.1.13).
 *
 * @param names the full names, LDAP and others included; empty where the point is relative to the
 *     issuer of the CRL
 * @param locations those of them that are URLs of HTTP, as the certificate has them
 * @param reasons the reasons that the CRL covers
 * @param indirect whether another than the issuer of the certificate signs the CRL
 */
record DistributionPoint(
    List<GeneralName> names, List<String> locations, ReasonSet reasons, boolean indirect) {

  /** The points of a certificate in their order; none where the extension cannot be read. */
  static List<DistributionPoint> of(Certificate certificate) {
    return certificate
        .read(ExtensionOids.CRL_DISTRIBUTION_POINTS, value -> read(CRLDistPoint.getInstance(value)))
        .orElse(List.of());
  }

  private static List<DistributionPoint> read(CRLDistPoint extension) {
    List<DistributionPoint> points = new ArrayList<>();
    for (var point : extension.getDistributionPoints()) {
      List<GeneralName> names = names(point.getDistributionPoint());
      points.add(
          new DistributionPoint(
              names,
              locations(names),
              ReasonSet.of(point.getReasons()),
              point.getCRLIssuer() != null));
    }
    return points;
  }

  static List<GeneralName> names(@Nullable DistributionPointName name) {
    return name != null && name.getType() == DistributionPointName.FULL_NAME
        ? List.of(GeneralNames.getInstance(name.getName()).getNames())
        : List.of();
  }

  private static List<String> locations(List<GeneralName> names) {
    List<String> locations = new ArrayList<>();
    for (GeneralName name : names) {
      AccessLocations.http(name).ifPresent(locations::add);
    }
    return locations;
  }
}
