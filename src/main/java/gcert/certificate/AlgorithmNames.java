package gcert.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/** Names of algorithms, spelt as the JDK spells them whatever version of it runs. */
final class AlgorithmNames {
  private AlgorithmNames() {}

  /** Loaded when a name is asked for that hardly any certificate has. */
  private static final class All {
    static final DefaultAlgorithmNameFinder FINDER = new DefaultAlgorithmNameFinder();
  }

  /** The name; the dotted object identifier where none is known. */
  static String of(ASN1ObjectIdentifier algorithm) {
    return switch (algorithm.getId()) {
      case "1.2.840.113549.1.1.11" -> "SHA256withRSA";
      case "1.2.840.113549.1.1.12" -> "SHA384withRSA";
      case "1.2.840.10045.4.3.2" -> "SHA256withECDSA";
      case "1.2.840.10045.4.3.3" -> "SHA384withECDSA";
      default -> spelt(All.FINDER.getAlgorithmName(algorithm));
    };
  }

  private static String spelt(String name) {
    return switch (name) {
      case "ED25519" -> "Ed25519";
      case "ED448" -> "Ed448";
      case "SHA1", "SHA224", "SHA256", "SHA384", "SHA512" -> "SHA-" + name.substring(3);
      default -> name.replace("WITH", "with");
    };
  }
}
