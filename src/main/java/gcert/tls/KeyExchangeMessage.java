package gcert.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the ServerKeyExchange of TLS 1.2 and before says of its parameters (RFC 8422 section 5.4,
 * RFC 5246 section 7.4.3).
 *
 * @param group the group on an elliptic curve; empty for a finite field
 * @param scheme the two octets of the signature scheme; empty before TLS 1.2
 */
record KeyExchangeMessage(Optional<NamedGroup> group, OptionalInt scheme) {
  private static final int NAMED_CURVE = 3;

  /** What is said in a message that is malformed. */
  private static final KeyExchangeMessage NOTHING =
      new KeyExchangeMessage(Optional.empty(), OptionalInt.empty());

  /**
   * Reads the body of one.
   *
   * @param curve whether the suite exchanges keys on an elliptic curve, not in a finite field
   * @param tls12 whether the signature comes with its scheme
   */
  static KeyExchangeMessage read(byte[] body, boolean curve, boolean tls12) {
    try {
      ByteBuffer message = ByteBuffer.wrap(body);
      Optional<NamedGroup> group = Optional.empty();
      if (curve) {
        if (message.get() != NAMED_CURVE) {
          return NOTHING;
        }
        group = Optional.of(new NamedGroup(message.getShort() & 0xffff));
        skip(message, message.get() & 0xff);
      } else {
        for (int i = 0; i < 3; i++) {
          skip(message, message.getShort() & 0xffff);
        }
      }
      return new KeyExchangeMessage(
          group, tls12 ? OptionalInt.of(message.getShort() & 0xffff) : OptionalInt.empty());
    } catch (BufferUnderflowException e) {
      return NOTHING;
    }
  }

  private static void skip(ByteBuffer message, int count) {
    if (count > message.remaining()) {
      throw new BufferUnderflowException();
    }
    message.position(message.position() + count);
  }
}
