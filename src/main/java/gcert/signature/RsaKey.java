package gcert.signature;

import java.math.BigInteger;

/**
 * The numbers of an RSA key (RFC 8017 section 3.1), as they are encoded.
 *
 * @param modulus the modulus; positive in a key of any use
 * @param exponent the public exponent; likewise
 */
public record RsaKey(BigInteger modulus, BigInteger exponent) {

  /** The length of the modulus in bits. */
  public int bits() {
    return modulus.bitLength();
  }
}
