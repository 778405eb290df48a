package gcert.trust;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Says what is wrong with a certificate that the JDK refuses to read. */
final class Unreadable {
  private static final int LIMIT = 160;
  private static final String EC_KEY = "1.2.840.10045.2.1";

  private static final Map<String, String> CURVES =
      Map.of(
          "1.2.840.10045.3.1.1", "P-192",
          "1.3.132.0.33", "P-224",
          "1.3.132.0.10", "secp256k1");

  private Unreadable() {}

  static Finding of(Certificate certificate, String complaint) {
    String who = Label.of(certificate) + ": ";
    Optional<String> key =
        certificate
            .structure()
            .map(c -> c.getSubjectPublicKeyInfo().getAlgorithm())
            .flatMap(Unreadable::curve);
    return key.isPresent()
        ? new Finding(Rule.WEAK_KEY, Severity.FAILURE, who + key.get())
        : new Finding(
            Rule.MALFORMED,
            Severity.FAILURE,
            who + "malformed certificate: " + Escaped.of(complaint, LIMIT));
  }

  /** A curve that the JDK has dropped is the reason for which it refused. */
  private static Optional<String> curve(AlgorithmIdentifier key) {
    if (!key.getAlgorithm().getId().equals(EC_KEY)) {
      return Optional.empty();
    }
    ASN1Encodable parameters = key.getParameters();
    if (!(parameters instanceof ASN1ObjectIdentifier named)) {
      return Optional.of("has an EC key that spells out its curve, which is not to be trusted");
    }
    return switch (named.getId()) {
      case "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35" -> Optional.empty();
      default ->
          Optional.of(
              "has an EC key on the curve "
                  + CURVES.getOrDefault(named.getId(), Escaped.of(named.getId(), LIMIT))
                  + ", which TLS does not use");
    };
  }
}
