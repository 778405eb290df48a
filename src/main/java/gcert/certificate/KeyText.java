package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import gcert.signature.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Says in words what kind of key a certificate holds, and of which size. */
final class KeyText {
  private KeyText() {}

  static String of(PublicKey key) {
    Optional<AlgorithmIdentifier> algorithm = key.algorithm();
    if (algorithm.isEmpty()) {
      return "malformed key";
    }
    String kind = kind(algorithm.get().getAlgorithm());
    return Asn1Decoding.readOr(kind + ", malformed", () -> kind + size(kind, key, algorithm.get()));
  }

  private static String size(String kind, PublicKey key, AlgorithmIdentifier algorithm) {
    return switch (kind) {
      case "RSA", "RSA-PSS" -> " " + key.rsa().orElseThrow().bits();
      case "EC" -> " " + curve(algorithm.getParameters());
      case "DSA" -> " " + dsaBits(algorithm.getParameters());
      default -> "";
    };
  }

  private static String kind(ASN1ObjectIdentifier algorithm) {
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return "RSA-PSS";
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    if (algorithm.equals(X9ObjectIdentifiers.id_dsa)) {
      return "DSA";
    }
    String name = AlgorithmNames.of(algorithm);
    return name.equals(algorithm.getId()) ? "unknown key type " + name : name;
  }

  private static String curve(@Nullable ASN1Encodable parameters) {
    if (parameters instanceof ASN1ObjectIdentifier named) {
      return switch (named.getId()) {
        case "1.2.840.10045.3.1.7" -> "P-256";
        case "1.3.132.0.34" -> "P-384";
        case "1.3.132.0.35" -> "P-521";
        default -> named(named);
      };
    }
    return "explicit curve, "
        + X9ECParameters.getInstance(parameters).getCurve().getFieldSize()
        + " bits";
  }

  private static String named(ASN1ObjectIdentifier curve) {
    String name = ECNamedCurveTable.getName(curve);
    return name == null ? curve.getId() : nist(name);
  }

  /** The curves of FIPS 186 by the names that people use; every other by its own. */
  private static String nist(String name) {
    return switch (name) {
      case "prime192v1", "secp192r1" -> "P-192";
      case "secp224r1" -> "P-224";
      default -> name;
    };
  }

  private static String dsaBits(@Nullable ASN1Encodable parameters) {
    if (parameters == null || parameters instanceof ASN1Integer) {
      return "without parameters";
    }
    return String.valueOf(DSAParameter.getInstance(parameters).getP().bitLength());
  }
}
