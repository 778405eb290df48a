package gcert.tls;

/** The kinds of key with which a server proves who it is. */
public enum Authentication {
  /** RSA, with PKCS#1 or PSS signatures, or by decrypting. */
  RSA,
  /** ECDSA, on whatever curve. */
  ECDSA,
  /** Ed25519 and Ed448. */
  EDDSA,
  /** ML-DSA (FIPS 204). */
  ML_DSA,
  /** DSA, which TLS calls DSS. */
  DSS
}
