package gcert.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/** Names of algorithms, spelt as the JDK spells them whatever version of it runs. */
final class AlgorithmNames {
  private static final DefaultAlgorithmNameFinder FINDER = new DefaultAlgorithmNameFinder();

  private AlgorithmNames() {}

  /** The name; the dotted object identifier where none is known. */
  static String of(ASN1ObjectIdentifier algorithm) {
    String name = FINDER.getAlgorithmName(algorithm);
    return switch (name) {
      case "ED25519" -> "Ed25519";
      case "ED448" -> "Ed448";
      case "SHA1", "SHA224", "SHA256", "SHA384", "SHA512" -> "SHA-" + name.substring(3);
      default -> name.replace("WITH", "with");
    };
  }
}
