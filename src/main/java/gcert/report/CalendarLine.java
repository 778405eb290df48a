package gcert.report;

import java.nio.charset.StandardCharsets;

/** Content lines of iCalendar (RFC 5545 section 3.1): escaped, folded, ended by CR LF. */
final class CalendarLine {
  /** Octets of a line, without its end. */
  private static final int LONGEST = 75;

  private static final String END = "\r\n";

  private CalendarLine() {}

  /** A line as it stands: the value is of a type other than text. */
  static String of(String name, String value) {
    return folded(name + ":" + value);
  }

  /**
   * A line whose value is text (section 3.3.11).
   *
   * @param harmless without control characters but for line feeds
   */
  static String text(String name, String harmless) {
    return of(
        name,
        harmless
            .replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replace("\n", "\\n"));
  }

  /** No line is longer than 75 octets; one that goes on begins with a space; no letter is split. */
  private static String folded(String line) {
    StringBuilder out = new StringBuilder();
    int octets = 0;
    for (int at = 0; at < line.length(); ) {
      int letter = line.codePointAt(at);
      String text = new String(Character.toChars(letter));
      int size = text.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LONGEST) {
        out.append(END).append(' ');
        octets = 1;
      }
      out.append(text);
      octets += size;
      at += text.length();
    }
    return out.append(END).toString();
  }
}
