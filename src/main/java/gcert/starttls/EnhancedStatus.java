package gcert.starttls;

import java.util.Optional;

/**
 * An enhanced mail system status code (RFC 3463 section 2, RFC 2034): {@code 5.7.1}.
 *
 * @param kind 2 success, 4 temporary, 5 permanent
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int kind, int subject, int detail) {

  /** Reads one at the start of a reply's text; it has to fit the reply code's first digit. */
  static Optional<EnhancedStatus> parse(int replyCode, String text) {
    int[] numbers = new int[3];
    int at = 0;
    for (int part = 0; part < 3; part++) {
      int start = at;
      while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
        numbers[part] = numbers[part] * 10 + text.charAt(at) - '0';
        at++;
      }
      if (at == start) {
        return Optional.empty();
      }
      char after = at < text.length() ? text.charAt(at) : ' ';
      if (after != (part < 2 ? '.' : ' ')) {
        return Optional.empty();
      }
      at++;
    }
    if (numbers[0] != replyCode / 100) {
      return Optional.empty();
    }
    return Optional.of(new EnhancedStatus(numbers[0], numbers[1], numbers[2]));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public String toString() {
    return kind + "." + subject + "." + detail;
  }
}
