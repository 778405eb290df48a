package gcert.signature;

/** What came of verifying a signature. */
public enum SignatureOutcome {
  /** The key verifies the signature. */
  HOLDS,
  /** The signature is another key's, or no signature. */
  FAILS,
  /** The algorithm of the signature is not known here. */
  UNSUPPORTED_ALGORITHM,
  /** The key is malformed or of a type that is not known here: {@link PublicKey#fault()}. */
  UNUSABLE_KEY
}
