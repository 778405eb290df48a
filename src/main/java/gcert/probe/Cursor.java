package gcert.probe;

import java.util.Arrays;

/** Reads a message octet by octet, and never beyond its end. */
final class Cursor {
  private final byte[] octets;
  private int at;
  private final int end;

  Cursor(byte[] octets) {
    this(octets, 0, octets.length);
  }

  private Cursor(byte[] octets, int at, int end) {
    this.octets = octets;
    this.at = at;
    this.end = end;
  }

  int left() {
    return end - at;
  }

  int u8() throws MalformedMessageException {
    need(1);
    return octets[at++] & 0xff;
  }

  int u16() throws MalformedMessageException {
    return (u8() << 8) | u8();
  }

  int u24() throws MalformedMessageException {
    return (u8() << 16) | u16();
  }

  byte[] take(int count) throws MalformedMessageException {
    need(count);
    at += count;
    return Arrays.copyOfRange(octets, at - count, at);
  }

  /** The next octets as a message of their own. */
  Cursor part(int count) throws MalformedMessageException {
    need(count);
    at += count;
    return new Cursor(octets, at - count, at);
  }

  private void need(int count) throws MalformedMessageException {
    if (count > left()) {
      throw new MalformedMessageException("a message ends too early");
    }
  }
}
