package gcert.probe;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes the vectors of TLS's presentation language (RFC 8446 section 3). */
final class TlsVectorWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TlsVectorWriter u8(int value) {
    out.write(value);
    return this;
  }

  TlsVectorWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  TlsVectorWriter u24(int value) {
    return u8(value >> 16).u16(value);
  }

  TlsVectorWriter raw(byte... octets) {
    out.writeBytes(octets);
    return this;
  }

  TlsVectorWriter vector8(byte... octets) {
    return u8(octets.length).raw(octets);
  }

  TlsVectorWriter vector16(byte... octets) {
    return u16(octets.length).raw(octets);
  }

  TlsVectorWriter vector24(byte... octets) {
    return u24(octets.length).raw(octets);
  }

  /** A list of codes of two octets, its length in octets in front. */
  TlsVectorWriter codes16(List<Integer> codes) {
    u16(2 * codes.size());
    codes.forEach(this::u16);
    return this;
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
