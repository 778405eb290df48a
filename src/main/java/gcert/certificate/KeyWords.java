package gcert.certificate;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Says in words what kind of key a certificate holds, and of which size. */
final class KeyWords {
  private KeyWords() {}

  static String of(SubjectPublicKeyInfo info) {
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    String kind = kind(algorithm);
    try {
      return switch (kind) {
        case "RSA", "RSA-PSS" -> kind + " " + modulusBits(info);
        case "EC" -> kind + " " + curve(info.getAlgorithm().getParameters());
        case "DSA" -> kind + " " + dsaBits(info.getAlgorithm().getParameters());
        default -> kind;
      };
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return kind + ", malformed";
    }
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

  private static int modulusBits(SubjectPublicKeyInfo info) throws IOException {
    return RSAPublicKey.getInstance(info.parsePublicKey()).getModulus().bitLength();
  }

  private static String curve(ASN1Encodable parameters) {
    if (parameters instanceof ASN1ObjectIdentifier named) {
      String name = ECNamedCurveTable.getName(named);
      return name == null ? named.getId() : nist(name);
    }
    return "explicit curve, "
        + X9ECParameters.getInstance(parameters).getCurve().getFieldSize()
        + " bits";
  }

  /** The curves of FIPS 186 by the names that people use; every other by its own. */
  private static String nist(String name) {
    return switch (name) {
      case "prime192v1", "secp192r1" -> "P-192";
      case "secp224r1" -> "P-224";
      case "prime256v1", "secp256r1" -> "P-256";
      case "secp384r1" -> "P-384";
      case "secp521r1" -> "P-521";
      default -> name;
    };
  }

  private static String dsaBits(ASN1Encodable parameters) {
    if (parameters == null || parameters instanceof ASN1Integer) {
      return "without parameters";
    }
    return String.valueOf(DSAParameter.getInstance(parameters).getP().bitLength());
  }
}
