package gcert.trust.profile;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The curves of EC keys (baseline requirements sections 6.1.5 and 7.1.3.1.2). */
final class EcCurve {
  private static final String EC_KEY = "1.2.840.10045.2.1";

  private EcCurve() {}

  /**
   * What is wrong with the curve of a key: the end of a sentence that begins with its certificate.
   * Empty for a key that is not an EC key.
   *
   * @param name what the curve is called, escaped
   */
  static Optional<String> complaint(AlgorithmIdentifier key, String name) {
    if (!key.getAlgorithm().getId().equals(EC_KEY)) {
      return Optional.empty();
    }
    ASN1Encodable parameters = key.getParameters();
    if (parameters == null || parameters instanceof ASN1Null) {
      return Optional.of("has an EC key that does not name its curve");
    }
    if (!(parameters instanceof ASN1ObjectIdentifier named)) {
      return Optional.of("has an EC key that spells out its curve, which is not to be trusted");
    }
    return switch (named.getId()) {
      case "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35" -> Optional.empty();
      case "1.2.840.10045.3.1.1" -> unused("P-192");
      case "1.3.132.0.33" -> unused("P-224");
      case "1.3.132.0.10" -> unused("secp256k1");
      default -> unused(name);
    };
  }

  private static Optional<String> unused(String curve) {
    return Optional.of("has an EC key on the curve " + curve + ", which TLS does not use");
  }
}
