package gcert.tls;

import java.util.Optional;

/**
 * What a ServerHello says (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3).
 *
 * @param version the version that the server chose, as the two octets on the wire
 * @param cipherSuite the cipher suite, as the two octets on the wire
 * @param group the group of the key share, in TLS 1.3
 */
record ServerHello(int version, int cipherSuite, Optional<NamedGroup> group) {
  private static final int RANDOM = 32;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int KEY_SHARE = 51;

  /** Reads the body of one; empty when it is cut short. */
  static Optional<ServerHello> read(HandshakeCursor body) {
    int version = body.uint16();
    body.skip(RANDOM);
    body.skip(body.uint8());
    int cipherSuite = body.uint16();
    body.uint8();
    if (!body.sound()) {
      return Optional.empty();
    }
    Optional<NamedGroup> group = Optional.empty();
    // Without extensions the message ends here.
    HandshakeCursor extensions = body.left() > 0 ? body.slice(body.uint16()) : body;
    while (extensions.left() > 0) {
      int type = extensions.uint16();
      HandshakeCursor data = extensions.slice(extensions.uint16());
      if (type == SUPPORTED_VERSIONS && data.left() >= 2) {
        version = data.uint16();
      } else if (type == KEY_SHARE && data.left() >= 2) {
        group = Optional.of(new NamedGroup(data.uint16()));
      }
    }
    return Optional.of(new ServerHello(version, cipherSuite, group));
  }

  /** Whether the suite is one of the ECDHE suites before TLS 1.3 (IANA registry). */
  boolean usesEphemeralCurve() {
    int suite = cipherSuite;
    return (suite >= 0xc006 && suite <= 0xc00a) // ECDHE_ECDSA
        || (suite >= 0xc010 && suite <= 0xc014) // ECDHE_RSA
        || (suite >= 0xc023 && suite <= 0xc024)
        || (suite >= 0xc027 && suite <= 0xc028)
        || (suite >= 0xc02b && suite <= 0xc02c)
        || (suite >= 0xc02f && suite <= 0xc030)
        || (suite >= 0xc048 && suite <= 0xc04f) // ARIA and Camellia
        || (suite >= 0xc05c && suite <= 0xc063)
        || (suite >= 0xc072 && suite <= 0xc079)
        || (suite >= 0xc086 && suite <= 0xc08d)
        || (suite >= 0xc0ac && suite <= 0xc0af) // AES-CCM
        || (suite >= 0xcca8 && suite <= 0xcca9); // ChaCha20-Poly1305
  }
}
