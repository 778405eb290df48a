package gcert.signature;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.jspecify.annotations.Nullable;

/**
 * A signature algorithm that is known here.
 *
 * @param scheme how it signs
 * @param digestIdentifier the identifier of the digest that it signs; empty where the scheme or the
 *     parameters determine it
 * @param keyIdentifier the identifier of the type of key that signs with it
 */
record SignatureAlgorithm(Scheme scheme, String digestIdentifier, String keyIdentifier) {

  /** How something is signed. */
  enum Scheme {
    PKCS1,
    PSS,
    ECDSA,
    DSA,
    ED25519,
    ED448,
    ML_DSA
  }

  static Optional<SignatureAlgorithm> of(String identifier) {
    return switch (identifier) {
      case "1.2.840.113549.1.1.4" -> pkcs1(Digests.MD5);
      case "1.2.840.113549.1.1.5", "1.3.14.3.2.29" -> pkcs1(Digests.SHA1);
      case "1.2.840.113549.1.1.14" -> pkcs1(Digests.SHA224);
      case "1.2.840.113549.1.1.11" -> pkcs1(Digests.SHA256);
      case "1.2.840.113549.1.1.12" -> pkcs1(Digests.SHA384);
      case "1.2.840.113549.1.1.13" -> pkcs1(Digests.SHA512);
      case "1.2.840.113549.1.1.15" -> pkcs1(Digests.SHA512_224);
      case "1.2.840.113549.1.1.16" -> pkcs1(Digests.SHA512_256);
      case "2.16.840.1.101.3.4.3.13" -> pkcs1(Digests.SHA3_224);
      case "2.16.840.1.101.3.4.3.14" -> pkcs1(Digests.SHA3_256);
      case "2.16.840.1.101.3.4.3.15" -> pkcs1(Digests.SHA3_384);
      case "2.16.840.1.101.3.4.3.16" -> pkcs1(Digests.SHA3_512);
      case "1.2.840.113549.1.1.10" -> of(Scheme.PSS, "", KeyType.RSA);
      case "1.2.840.10045.4.1" -> ecdsa(Digests.SHA1);
      case "1.2.840.10045.4.3.1" -> ecdsa(Digests.SHA224);
      case "1.2.840.10045.4.3.2" -> ecdsa(Digests.SHA256);
      case "1.2.840.10045.4.3.3" -> ecdsa(Digests.SHA384);
      case "1.2.840.10045.4.3.4" -> ecdsa(Digests.SHA512);
      case "2.16.840.1.101.3.4.3.9" -> ecdsa(Digests.SHA3_224);
      case "2.16.840.1.101.3.4.3.10" -> ecdsa(Digests.SHA3_256);
      case "2.16.840.1.101.3.4.3.11" -> ecdsa(Digests.SHA3_384);
      case "2.16.840.1.101.3.4.3.12" -> ecdsa(Digests.SHA3_512);
      case "1.2.840.10040.4.3", "1.3.14.3.2.27" -> of(Scheme.DSA, Digests.SHA1, KeyType.DSA);
      case "2.16.840.1.101.3.4.3.1" -> of(Scheme.DSA, Digests.SHA224, KeyType.DSA);
      case "2.16.840.1.101.3.4.3.2" -> of(Scheme.DSA, Digests.SHA256, KeyType.DSA);
      case "2.16.840.1.101.3.4.3.3" -> of(Scheme.DSA, Digests.SHA384, KeyType.DSA);
      case "2.16.840.1.101.3.4.3.4" -> of(Scheme.DSA, Digests.SHA512, KeyType.DSA);
      case "1.3.101.112" -> of(Scheme.ED25519, "", KeyType.ED25519);
      case "1.3.101.113" -> of(Scheme.ED448, "", KeyType.ED448);
      case "2.16.840.1.101.3.4.3.17" -> of(Scheme.ML_DSA, "", KeyType.ML_DSA_44);
      case "2.16.840.1.101.3.4.3.18" -> of(Scheme.ML_DSA, "", KeyType.ML_DSA_65);
      case "2.16.840.1.101.3.4.3.19" -> of(Scheme.ML_DSA, "", KeyType.ML_DSA_87);
      default -> Optional.empty();
    };
  }

  /** Whether a key of this type signs so. One that says RSASSA-PSS is for nothing else. */
  boolean fits(PublicKey key) {
    String type = key.algorithm().map(algorithm -> algorithm.getAlgorithm().getId()).orElse("");
    return type.equals(keyIdentifier)
        || (scheme == Scheme.PSS && type.equals(KeyType.RSA_PSS.identifier()));
  }

  /**
   * Whether the parameters can be those of the algorithm: none or NULL, but for RSASSA-PSS. Some
   * software writes NULL where nothing should be, and the other way round.
   */
  boolean takes(@Nullable ASN1Encodable parameters) {
    return scheme == Scheme.PSS || parameters == null || parameters instanceof ASN1Null;
  }

  private static Optional<SignatureAlgorithm> pkcs1(String digest) {
    return of(Scheme.PKCS1, digest, KeyType.RSA);
  }

  private static Optional<SignatureAlgorithm> ecdsa(String digest) {
    return of(Scheme.ECDSA, digest, KeyType.EC);
  }

  private static Optional<SignatureAlgorithm> of(Scheme scheme, String digest, KeyType key) {
    return Optional.of(new SignatureAlgorithm(scheme, digest, key.identifier()));
  }
}
