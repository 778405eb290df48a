package gcert.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A ClientHello of TLS 1.2 and before (RFC 5246 section 7.4.1.2), written by hand: it offers
 * everything that gcert knows, TLS 1.3 aside, in the order in which a handshake offers it, so that
 * a server with several certificates shows the same one.
 */
final class ClearHello {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RENEGOTIATION_SCSV = 0x00ff;
  private static final int SERVER_NAME = 0;
  private static final int STATUS_REQUEST = 5;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  static final int EXTENDED_MASTER_SECRET = 23;
  private static final int RANDOM = 32;

  /** The first group that is for TLS 1.3 only: ML-KEM, alone and in hybrids. */
  private static final int FIRST_MODERN_GROUP = 512;

  private static final byte[] OFFER = offer();
  private static final byte[] EXTENSIONS = extensions();

  private ClearHello() {}

  /** The hello in a record of its own, with a server name (A-labels) or without. */
  static byte[] of(Optional<String> serverName) {
    byte[] name = serverName.map(ClearHello::serverName).orElse(new byte[0]);
    int extensions = name.length + EXTENSIONS.length;
    int body = 2 + RANDOM + OFFER.length + 2 + extensions;
    Writer hello = new Writer();
    // Old servers want to see the oldest version here (RFC 5246 appendix E.1).
    hello.u8(HANDSHAKE).u16(TlsVersion.TLS_1_0.code()).u16(body + 4);
    hello.u8(CLIENT_HELLO).u8(0).u16(body).u16(TlsVersion.TLS_1_2.code());
    byte[] random = new byte[RANDOM];
    // No key is ever made of it.
    ThreadLocalRandom.current().nextBytes(random);
    return hello.raw(random).raw(OFFER).u16(extensions).raw(name).raw(EXTENSIONS).octets();
  }

  /** No session, the cipher suites, no compression. */
  private static byte[] offer() {
    Writer suites = new Writer();
    for (CipherSuite suite : CipherSuite.values()) {
      if (!suite.isTls13()) {
        suites.u16(suite.code());
      }
    }
    return new Writer().u8(0).vector(suites.u16(RENEGOTIATION_SCSV).octets()).u8(1).u8(0).octets();
  }

  private static byte[] extensions() {
    Writer groups = new Writer();
    for (NamedGroup group : NamedGroup.COMMON) {
      if (group.code() < FIRST_MODERN_GROUP) {
        groups.u16(group.code());
      }
    }
    NamedGroup.LEGACY.forEach(group -> groups.u16(group.code()));
    Writer schemes = new Writer();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (scheme.authentication() != Authentication.ML_DSA) {
        schemes.u16(scheme.code());
      }
    }
    return new Writer()
        .u16(STATUS_REQUEST)
        .vector((byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0)
        .u16(SUPPORTED_GROUPS)
        .vector(new Writer().vector(groups.octets()).octets())
        .u16(POINT_FORMATS)
        .vector((byte) 1, (byte) 0)
        .u16(SIGNATURE_ALGORITHMS)
        .vector(new Writer().vector(schemes.octets()).octets())
        .u16(EXTENDED_MASTER_SECRET)
        .vector()
        .octets();
  }

  /** RFC 6066 section 3. */
  private static byte[] serverName(String name) {
    byte[] entry = new Writer().u8(0).vector(name.getBytes(StandardCharsets.US_ASCII)).octets();
    return new Writer().u16(SERVER_NAME).vector(new Writer().vector(entry).octets()).octets();
  }

  /** Numbers and vectors as TLS has them (RFC 5246 section 4). */
  private static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    Writer u8(int value) {
      out.write(value);
      return this;
    }

    Writer u16(int value) {
      return u8(value >> 8).u8(value);
    }

    Writer raw(byte... octets) {
      out.writeBytes(octets);
      return this;
    }

    /** With its length in two octets before it. */
    Writer vector(byte... octets) {
      return u16(octets.length).raw(octets);
    }

    byte[] octets() {
      return out.toByteArray();
    }
  }
}
