package gcert.failure;

import java.nio.charset.StandardCharsets;

/**
 * Makes text from a server harmless to show on a terminal, in a log or in one line of a report.
 *
 * <p>Control characters (C0, DEL, C1), the marks that reorder or hide text (bidirectional controls,
 * zero-width characters, line and paragraph separators), unpaired surrogates, code points that
 * Unicode leaves unassigned to characters, and octets that are not UTF-8 become visible: {@code
 * \x1b}, {@code \u202e}, {@code \U000e0041}. A backslash is doubled, so that what a server wrote
 * cannot be mistaken for an escape. All other text, whatever its script, stays as it is.
 */
public final class Escaped {
  private Escaped() {}

  /** Escapes text. */
  public static String of(String text) {
    int harmless = 0;
    while (harmless < text.length() && isPlain(text.charAt(harmless))) {
      harmless++;
    }
    if (harmless == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    shown.append(text, 0, harmless);
    int at = harmless;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      append(shown, codePoint);
      at += Character.charCount(codePoint);
    }
    return shown.toString();
  }

  /** Escapes text and cuts it to at most {@code limit} characters, with an ellipsis when cut. */
  public static String of(String text, int limit) {
    // Escaping never shortens, so nothing behind the limit can come back into view.
    boolean cut = text.length() > limit;
    String shown = of(cut ? text.substring(0, limit) : text);
    if (shown.length() <= limit) {
      return cut ? shown + "…" : shown;
    }
    return shown.substring(0, limit) + "…";
  }

  /** Escapes octets: UTF-8 is read as such, every octet that is not part of it becomes hex. */
  public static String of(byte[] octets) {
    return of(octets, 0, octets.length);
  }

  /** Escapes {@code length} octets from {@code offset} on, as {@link #of(byte[])} does. */
  public static String of(byte[] octets, int offset, int length) {
    StringBuilder shown = new StringBuilder(length + 16);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int size = sequenceLength(octets, at, end);
      if (size == 0) {
        hex(shown.append("\\x"), octets[at] & 0xff, 2);
        at++;
      } else {
        String character = new String(octets, at, size, StandardCharsets.UTF_8);
        append(shown, character.codePointAt(0));
        at += size;
      }
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (codePoint == '\\') {
      shown.append("\\\\");
    } else if (!isHarmful(codePoint)) {
      shown.appendCodePoint(codePoint);
    } else if (codePoint < 0x100) {
      hex(shown.append("\\x"), codePoint, 2);
    } else if (codePoint < 0x10000) {
      hex(shown.append("\\u"), codePoint, 4);
    } else {
      hex(shown.append("\\U"), codePoint, 8);
    }
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '\\';
  }

  private static boolean isHarmful(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> isInvisible(codePoint);
    };
  }

  /** Characters that are letters or marks by their category, and yet show nothing. */
  private static boolean isInvisible(int codePoint) {
    return codePoint == 0x034f // combining grapheme joiner
        || codePoint == 0x115f // Hangul fillers
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xffa0
        || (codePoint >= 0x180b && codePoint <= 0x180f) // Mongolian selectors
        || (codePoint >= 0xfe00 && codePoint <= 0xfe0f) // variation selectors
        || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
  }

  private static void hex(StringBuilder shown, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      shown.append(Character.forDigit((value >> shift) & 0xf, 16));
    }
  }

  /** The length of the well-formed UTF-8 sequence that starts here (RFC 3629), or 0. */
  private static int sequenceLength(byte[] octets, int at, int end) {
    int first = octets[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (size == 0 || at + size > end) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      if ((octets[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = octets[at + 1] & 0xff;
    boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean surrogate = first == 0xed && second >= 0xa0;
    boolean beyond = first == 0xf4 && second >= 0x90;
    return overlong || surrogate || beyond ? 0 : size;
  }
}
