package gcert.probe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A ServerHello or, in the same form, a HelloRetryRequest (RFC 8446 section 4.1.3).
 *
 * @param version the version that was settled on, as on the wire
 * @param suite the code of the cipher suite
 * @param compression whether the server compresses
 * @param retry whether it is a HelloRetryRequest
 * @param group the group of the server's key share, or that it asks for; TLS 1.3 only
 * @param extensions the types of all extensions
 * @param protocol what was agreed on by ALPN
 */
record ServerHello(
    int version,
    int suite,
    boolean compression,
    boolean retry,
    OptionalInt group,
    Set<Integer> extensions,
    Optional<String> protocol) {
  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  /** Reads the body of the message. */
  static ServerHello read(byte[] body) throws MalformedMessageException {
    Cursor cursor = new Cursor(body);
    int version = cursor.u16();
    boolean retry = Arrays.equals(cursor.take(32), RETRY_RANDOM);
    cursor.take(cursor.u8());
    int suite = cursor.u16();
    boolean compression = cursor.u8() != 0;
    OptionalInt group = OptionalInt.empty();
    Optional<String> protocol = Optional.empty();
    Set<Integer> types = new HashSet<>();
    Cursor extensions = cursor.left() == 0 ? cursor : cursor.part(cursor.u16());
    while (extensions.left() > 0) {
      int type = extensions.u16();
      Cursor data = extensions.part(extensions.u16());
      types.add(type);
      switch (type) {
        case ClientHello.SUPPORTED_VERSIONS -> version = data.u16();
        case ClientHello.KEY_SHARE -> group = OptionalInt.of(data.u16());
        case ClientHello.ALPN -> {
          data.u16();
          protocol = Optional.of(new String(data.take(data.u8()), StandardCharsets.UTF_8));
        }
        default -> {}
      }
    }
    return new ServerHello(version, suite, compression, retry, group, Set.copyOf(types), protocol);
  }
}
