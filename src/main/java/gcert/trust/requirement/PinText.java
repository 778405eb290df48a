package gcert.trust.requirement;

import gcert.failure.Escaped;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Pins as people write them: hex with or without colons, base64, {@code sha256/BASE64} as HTTP
 * libraries write it and {@code sha256//BASE64} as curl does. The prefixed forms name the digest of
 * a key, by the custom of those who coined them; a bare digest may be of the certificate or its
 * key.
 */
public final class PinText {
  private static final String PREFIX = "sha256/";
  private static final int DIGEST_LENGTH = 32;

  private PinText() {}

  /** The pin; empty when the text is none of these forms. */
  public static Optional<Pin> parse(String text) {
    if (!text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      return digest(text).map(sha256 -> new Pin(Pin.Kind.EITHER, sha256, Escaped.of(text)));
    }
    // A slash may be the first digit of the base64: the length tells which it is.
    String rest = text.substring(PREFIX.length());
    return digest(rest)
        .or(() -> rest.startsWith("/") ? digest(rest.substring(1)) : Optional.empty())
        .map(sha256 -> new Pin(Pin.Kind.KEY, sha256, Escaped.of(text)));
  }

  private static Optional<String> digest(String text) {
    return hex(text).or(() -> base64(text));
  }

  private static Optional<String> hex(String text) {
    boolean colons = text.length() == 3 * DIGEST_LENGTH - 1;
    if (!colons && text.length() != 2 * DIGEST_LENGTH) {
      return Optional.empty();
    }
    try {
      HexFormat format = colons ? HexFormat.ofDelimiter(":") : HexFormat.of();
      return Optional.of(HexFormat.of().formatHex(format.parseHex(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Either alphabet of RFC 4648, with or without the final padding. */
  private static Optional<String> base64(String text) {
    try {
      byte[] octets = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return octets.length == DIGEST_LENGTH
          ? Optional.of(HexFormat.of().formatHex(octets))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
