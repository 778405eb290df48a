package gcert.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of key that a test certificate can have. */
public enum KeyKind {
  /** The default: a new pair takes less than a millisecond. */
  EC_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
  /** NIST P-384. */
  EC_P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
  /** NIST P-521. */
  EC_P521("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA"),
  /** Too short for today (CA/Browser baseline requirements, section 6.1.5). */
  RSA_1024("RSA", rsa(1024), "SHA256withRSA"),
  /** The usual size. */
  RSA_2048("RSA", rsa(2048), "SHA256withRSA"),
  /** RSA with 3072 bits. */
  RSA_3072("RSA", rsa(3072), "SHA256withRSA"),
  /** RSA with 4096 bits: seconds to make, so made once. */
  RSA_4096("RSA", rsa(4096), "SHA256withRSA"),
  /** A key that says id-RSASSA-PSS of itself (RFC 4055), 2048 bits. */
  RSA_PSS_2048("RSASSA-PSS", rsa(2048), "SHA256withRSAandMGF1"),
  /** RFC 8410. */
  ED25519("Ed25519", NamedParameterSpec.ED25519, "Ed25519"),
  /** RFC 8410. */
  ED448("Ed448", NamedParameterSpec.ED448, "Ed448");

  /** RSA pairs, which are slow to make, by kind and by what they are for. */
  private static final Map<String, KeyPair> RSA_PAIRS = new ConcurrentHashMap<>();

  private final String algorithm;
  private final AlgorithmParameterSpec parameters;
  private final String signature;

  KeyKind(String algorithm, AlgorithmParameterSpec parameters, String signature) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.signature = signature;
  }

  /** The signature algorithm with which such a key signs when a test asks for no other. */
  public String defaultSignature() {
    return signature;
  }

  /** A new pair. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make a key of kind " + this, e);
    }
  }

  /**
   * A pair for one purpose: new where that is quick, else the one made earlier in this JVM for the
   * same purpose, so that two certificates share a key only when they share a name.
   */
  KeyPair forPurpose(String purpose) {
    return algorithm.startsWith("RSA")
        ? RSA_PAIRS.computeIfAbsent(this + " " + purpose, unused -> generate())
        : generate();
  }

  private static AlgorithmParameterSpec rsa(int bits) {
    return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
  }
}
