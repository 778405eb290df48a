package gcert.tls;

import java.util.Arrays;

/**
 * Reads the fields of a handshake message in order. Reading past the end throws nothing: it gives
 * zeros and empty arrays, and the cursor is no longer {@link #sound}.
 */
final class HandshakeCursor {
  private final byte[] octets;
  private final int end;
  private int at;
  private boolean sound = true;

  HandshakeCursor(byte[] octets, int at, int end) {
    this.octets = octets;
    this.at = at;
    this.end = end;
  }

  /** Whether every field so far was there in full. */
  boolean sound() {
    return sound;
  }

  int left() {
    return end - at;
  }

  int uint8() {
    if (!has(1)) {
      return 0;
    }
    return octets[at++] & 0xff;
  }

  int uint16() {
    return (uint8() << 8) | uint8();
  }

  int uint24() {
    return (uint16() << 8) | uint8();
  }

  void skip(int count) {
    if (has(count)) {
      at += count;
    }
  }

  byte[] octets(int count) {
    if (!has(count)) {
      return new byte[0];
    }
    at += count;
    return Arrays.copyOfRange(octets, at - count, at);
  }

  /** A cursor over the next {@code count} octets, which this one passes over. */
  HandshakeCursor slice(int count) {
    if (!has(count)) {
      return new HandshakeCursor(octets, end, end);
    }
    at += count;
    return new HandshakeCursor(octets, at - count, at);
  }

  private boolean has(int count) {
    if (count <= end - at) {
      return true;
    }
    sound = false;
    at = end;
    return false;
  }
}
