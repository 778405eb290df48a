package gcert.trust;

import gcert.failure.Escaped;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Pins as people write them: hex with or without colons, base64, {@code sha256/BASE64} as HTTP
 * libraries write it and {@code sha256//BASE64} as curl does. The prefixed forms name the digest of
 * a key, by the custom of those who coined them; a bare digest may be of the certificate or its
 * key.
 */
public final class PinText {
  private static final int DIGEST_LENGTH = 32;

  private PinText() {}

  /** The pin; empty when the text is none of these forms. */
  public static Optional<Pin> parse(String text) {
    boolean prefixed = text.regionMatches(true, 0, "sha256/", 0, 7);
    String digest = text.substring(!prefixed ? 0 : text.startsWith("/", 7) ? 8 : 7);
    Pin.Kind kind = prefixed ? Pin.Kind.KEY : Pin.Kind.EITHER;
    return hex(digest)
        .or(() -> base64(digest))
        .map(sha256 -> new Pin(kind, sha256, Escaped.of(text)));
  }

  private static Optional<String> hex(String text) {
    int pairs = (text.length() + 1) / 3;
    boolean colons = text.indexOf(':') >= 0;
    if (colons) {
      for (int i = 2; i < text.length(); i += 3) {
        if (text.charAt(i) != ':') {
          return Optional.empty();
        }
      }
    }
    String digits = (colons ? text.replace(":", "") : text).toLowerCase(Locale.ROOT);
    if (digits.length() != 2 * DIGEST_LENGTH || (colons && pairs != DIGEST_LENGTH)) {
      return Optional.empty();
    }
    boolean allHex = digits.chars().allMatch(c -> HexFormat.isHexDigit(c));
    return allHex ? Optional.of(digits) : Optional.empty();
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
