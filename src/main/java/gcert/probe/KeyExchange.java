package gcert.probe;

import java.math.BigInteger;
import java.util.OptionalInt;

/**
 * What a ServerKeyExchange shows (RFC 5246 section 7.4.3, RFC 8422 section 5.4).
 *
 * @param group the code of the named curve
 * @param dhBits the bits of the prime of a Diffie-Hellman group
 * @param scheme the code of the signature scheme; TLS 1.2 only
 */
record KeyExchange(OptionalInt group, OptionalInt dhBits, OptionalInt scheme) {
  private static final int NAMED_CURVE = 3;
  private static final KeyExchange UNKNOWN =
      new KeyExchange(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /**
   * Reads the body of the message.
   *
   * @param suite the cipher suite, on which the form of the message depends
   * @param hasScheme whether the version names the scheme of the signature
   */
  static KeyExchange read(byte[] body, CodePoint suite, boolean hasScheme)
      throws MalformedMessageException {
    Cursor cursor = new Cursor(body);
    String name = suite.name();
    if (name.contains("_PSK_") || name.contains("_SRP_")) {
      return UNKNOWN;
    }
    OptionalInt group = OptionalInt.empty();
    OptionalInt bits = OptionalInt.empty();
    if (suite.isEphemeralEc()) {
      if (cursor.u8() != NAMED_CURVE) {
        return UNKNOWN;
      }
      group = OptionalInt.of(cursor.u16());
      cursor.take(cursor.u8());
    } else if (name.startsWith("TLS_DH")) {
      bits = OptionalInt.of(bitsOf(cursor.take(cursor.u16())));
      cursor.take(cursor.u16());
      cursor.take(cursor.u16());
    } else {
      // The temporary RSA key of an export suite.
      bits = OptionalInt.of(bitsOf(cursor.take(cursor.u16())));
      return new KeyExchange(group, bits, OptionalInt.empty());
    }
    boolean named = hasScheme && suite.isSignedExchange() && cursor.left() >= 2;
    return new KeyExchange(group, bits, named ? OptionalInt.of(cursor.u16()) : OptionalInt.empty());
  }

  private static int bitsOf(byte... magnitude) {
    return new BigInteger(1, magnitude).bitLength();
  }
}
