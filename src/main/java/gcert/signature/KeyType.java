package gcert.signature;

import java.util.Optional;

/** The types of public key that are known here, by their object identifiers. */
public enum KeyType {
  /** RFC 3279 section 2.3.1. */
  RSA("1.2.840.113549.1.1.1", "RSA"),
  /** An RSA key for RSASSA-PSS alone (RFC 4055 section 1.2). */
  RSA_PSS("1.2.840.113549.1.1.10", "RSASSA-PSS"),
  /** RFC 5480. */
  EC("1.2.840.10045.2.1", "EC"),
  /** RFC 8410. */
  ED25519("1.3.101.112", "EdDSA"),
  /** RFC 8410. */
  ED448("1.3.101.113", "EdDSA"),
  /** RFC 3279 section 2.3.2. */
  DSA("1.2.840.10040.4.1", "DSA"),
  /** RFC 9881. */
  ML_DSA_44("2.16.840.1.101.3.4.3.17", "ML-DSA"),
  /** RFC 9881. */
  ML_DSA_65("2.16.840.1.101.3.4.3.18", "ML-DSA"),
  /** RFC 9881. */
  ML_DSA_87("2.16.840.1.101.3.4.3.19", "ML-DSA");

  private final String identifier;
  private final String family;

  KeyType(String identifier, String family) {
    this.identifier = identifier;
    this.family = family;
  }

  /** The dotted object identifier. */
  public String identifier() {
    return identifier;
  }

  /** The family that the type belongs to, whatever the size: {@code RSA}, {@code EC} … */
  public String family() {
    return family;
  }

  /** The type of an object identifier; empty when it is not known here. */
  public static Optional<KeyType> of(String identifier) {
    for (KeyType type : values()) {
      if (type.identifier.equals(identifier)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
