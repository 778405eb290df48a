package gcert.target;

/** Text in quotation marks, as messages repeat what somebody wrote. */
final class QuotedText {
  private static final int LONGEST_QUOTE = 80;

  private QuotedText() {}

  /** Quotes hostile text: a target may come from a file that nobody read. */
  static String of(String text) {
    StringBuilder quoted = new StringBuilder("'");
    int shown = Math.min(text.length(), LONGEST_QUOTE);
    for (int i = 0; i < shown; i++) {
      char c = text.charAt(i);
      boolean plain = (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
      if (plain) {
        quoted.append(c);
      } else {
        quoted.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
      }
    }
    return quoted.append(text.length() > shown ? "…'" : "'").toString();
  }
}
