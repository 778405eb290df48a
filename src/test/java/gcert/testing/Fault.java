package gcert.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Something bad that can happen to a connection, at any {@link Moment}. */
public sealed interface Fault {

  /** The connection breaks: a TCP RST. */
  record Reset() implements Fault {}

  /** The server hangs up in order: a TCP FIN. */
  record Close() implements Fault {}

  /** The server says nothing more, and keeps the connection. */
  record Stall() implements Fault {}

  /**
   * One octet after the other, with a pause between, for ever: the octets are begun again at their
   * end.
   */
  record Drip(byte[] octets, Duration pause) implements Fault {}

  /** The same octets without a pause, for ever. */
  record Endless(byte[] octets) implements Fault {}

  /** Other octets than the protocol has; then the server goes on as if nothing had happened. */
  record Say(byte[] octets) implements Fault {}

  /** Other octets than the protocol has; then the server hangs up. */
  record LastWords(byte[] octets) implements Fault {}

  /** What the protocol has, and more octets behind it in the same segment. */
  record Append(byte[] octets) implements Fault {}

  /** What the protocol has, and more octets behind it in a segment of their own. */
  record AppendLater(byte[] octets) implements Fault {}

  /** What the protocol has, but after a pause. */
  record Late(Duration pause) implements Fault {}

  /** What the protocol has, but not before the latch is open. */
  record Held(CountDownLatch latch) implements Fault {}

  /**
   * Under TLS, before what the protocol has: the server asks to negotiate anew (TLS 1.2), or
   * changes its key and asks for the client's (TLS 1.3), so many times.
   */
  record Renegotiate(int times) implements Fault {}

  static Fault reset() {
    return new Reset();
  }

  static Fault close() {
    return new Close();
  }

  static Fault stall() {
    return new Stall();
  }

  static Fault drip(String text) {
    return new Drip(octets(text), Duration.ofMillis(20));
  }

  static Fault endless(String text) {
    return new Endless(octets(text));
  }

  static Fault say(String text) {
    return new Say(octets(text));
  }

  static Fault lastWords(String text) {
    return new LastWords(octets(text));
  }

  static Fault append(String text) {
    return new Append(octets(text));
  }

  static Fault appendLater(String text) {
    return new AppendLater(octets(text));
  }

  static Fault late(Duration pause) {
    return new Late(pause);
  }

  static Fault held(CountDownLatch latch) {
    return new Held(latch);
  }

  static Fault renegotiate(int times) {
    return new Renegotiate(times);
  }

  /** A fatal TLS alert in plaintext (RFC 8446 section 6), and the end of the connection. */
  static Fault alert(int code) {
    return new LastWords(new byte[] {21, 3, 3, 0, 2, 2, (byte) code});
  }

  /** One octet a character: what a test writes is what goes over the wire. */
  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
