package gcert.certificate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prepares names for comparison (RFC 5280 sections 7.1 and 7.3, RFC 4518): by attribute, without
 * regard to the type of string, to letter case and to how much white space there is. A domain
 * component and an e-mail address are compared without regard to case like everything else, as
 * other software does. A value that is no text is compared by its octets.
 */
final class NamePreparation {
  private static final int ASCII_END = 0x80;

  private NamePreparation() {}

  /** Each relative name in one text; the same text means the same name. */
  static List<String> of(List<List<NameAttribute>> relativeNames) {
    List<String> prepared = new ArrayList<>(relativeNames.size());
    for (List<NameAttribute> attributes : relativeNames) {
      List<String> parts = new ArrayList<>(attributes.size());
      for (NameAttribute attribute : attributes) {
        Optional<String> text = attribute.text();
        parts.add(
            attribute.type()
                + (text.isPresent()
                    ? "=" + prepare(text.get())
                    : "#" + HexFormat.of().formatHex(attribute.der())));
      }
      // They are a set: their order says nothing.
      Collections.sort(parts);
      // No text has a control character left in it.
      prepared.add(String.join("\n", parts));
    }
    return prepared;
  }

  static String prepare(String text) {
    String mapped = text;
    if (!isAscii(text)) {
      String folded =
          Normalizer.normalize(text, Normalizer.Form.NFKC)
              .toUpperCase(Locale.ROOT)
              .toLowerCase(Locale.ROOT);
      mapped = Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }
    StringBuilder prepared = new StringBuilder(mapped.length());
    boolean space = false;
    for (int i = 0; i < mapped.length(); i++) {
      char c = mapped.charAt(i);
      if (isSpace(c)) {
        space = true;
      } else if (!isNothing(c)) {
        if (space && !prepared.isEmpty()) {
          prepared.append(' ');
        }
        space = false;
        prepared.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
    }
    return prepared.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII_END) {
        return false;
      }
    }
    return true;
  }

  /** What RFC 4518 section 2.2 maps to a space. */
  private static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == '\u0085'
        || (c >= ASCII_END && Character.isSpaceChar(c));
  }

  /** What RFC 4518 section 2.2 maps to nothing. */
  private static boolean isNothing(char c) {
    return c < ' '
        || (c >= '\u007f' && c <= '\u009f')
        || c == '\u00ad'
        || c == '\u034f'
        || (c >= '\ufe00' && c <= '\ufe0f')
        || c == '\ufffc'
        || (c >= ASCII_END && Character.getType(c) == Character.FORMAT);
  }
}
