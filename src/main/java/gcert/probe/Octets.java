package gcert.probe;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes the vectors of TLS's presentation language (RFC 8446 section 3). */
final class Octets {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Octets u8(int value) {
    out.write(value);
    return this;
  }

  Octets u16(int value) {
    return u8(value >> 8).u8(value);
  }

  Octets u24(int value) {
    return u8(value >> 16).u16(value);
  }

  Octets raw(byte... octets) {
    out.writeBytes(octets);
    return this;
  }

  Octets vector8(byte... octets) {
    return u8(octets.length).raw(octets);
  }

  Octets vector16(byte... octets) {
    return u16(octets.length).raw(octets);
  }

  Octets vector24(byte... octets) {
    return u24(octets.length).raw(octets);
  }

  /** A list of codes of two octets, its length in octets in front. */
  Octets codes16(List<Integer> codes) {
    u16(2 * codes.size());
    codes.forEach(this::u16);
    return this;
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
