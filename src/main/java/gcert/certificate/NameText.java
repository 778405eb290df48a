package gcert.certificate;

import java.util.HexFormat;
import java.util.List;

/**
 * Writes distinguished names as RFC 4514 has them: the last relative name first, the attributes of
 * its table by their short names, every other by its identifier and the octets of its value.
 */
final class NameText {
  private static final String ESCAPED = ",=+<>#;\"\\";

  private NameText() {}

  static String of(List<List<NameAttribute>> relativeNames) {
    StringBuilder text = new StringBuilder();
    for (int i = relativeNames.size() - 1; i >= 0; i--) {
      String separator = text.isEmpty() ? "" : ",";
      for (NameAttribute attribute : relativeNames.get(i)) {
        text.append(separator);
        append(attribute, text);
        separator = "+";
      }
    }
    return text.toString();
  }

  private static void append(NameAttribute attribute, StringBuilder text) {
    String keyword = keyword(attribute.type());
    String value = keyword.isEmpty() ? "" : attribute.text().orElse("");
    boolean legible = !keyword.isEmpty() && attribute.text().isPresent();
    text.append(keyword.isEmpty() ? attribute.type() : keyword).append('=');
    if (legible) {
      escape(value, text);
    } else {
      text.append('#').append(HexFormat.of().formatHex(attribute.der()));
    }
  }

  private static String keyword(String type) {
    return switch (type) {
      case "2.5.4.3" -> "CN";
      case "2.5.4.6" -> "C";
      case "2.5.4.7" -> "L";
      case "2.5.4.8" -> "ST";
      case "2.5.4.9" -> "STREET";
      case "2.5.4.10" -> "O";
      case "2.5.4.11" -> "OU";
      case "0.9.2342.19200300.100.1.25" -> "DC";
      case "0.9.2342.19200300.100.1.1" -> "UID";
      default -> "";
    };
  }

  /** The characters of section 2.4, and white space at both ends. */
  private static void escape(String value, StringBuilder text) {
    int start = 0;
    while (start < value.length() && isSpace(value.charAt(start))) {
      start++;
    }
    int end = value.length();
    while (end > start && isSpace(value.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\0') {
        text.append("\\00");
      } else {
        if (i < start || i >= end || ESCAPED.indexOf(c) >= 0) {
          text.append('\\');
        }
        text.append(c);
      }
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\r';
  }
}
