package gcert.starttls;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sees that something on the way has painted over what a server says. The inspection of SMTP in
 * some firewalls overwrites what it does not know with letters or asterisks, of the same length.
 */
final class MiddleboxMasking {
  /** STARTTLS has eight letters; the last is left at times, as A or another. */
  private static final Pattern KEYWORD = Pattern.compile("(?i)X{7,}[A-Z]?|\\*{8}");

  private static final Pattern GREETING = Pattern.compile("[*0-9 ]*\\*{8}[*0-9 ]*");

  /** EHLO and its like, painted over on the way to the server, as the server repeats it. */
  private static final Pattern COMMAND = Pattern.compile("(?<![A-Za-z])X{4}(?![A-Za-z])");

  private MiddleboxMasking() {}

  /** Whether a reply repeats a command of four letters that was never sent. */
  static boolean hidesCommand(Reply reply) {
    return COMMAND.matcher(String.join(" ", reply.lines())).find();
  }

  /** The line that stands in place of STARTTLS; empty where nothing seems masked. */
  static Optional<String> of(String greeting, List<String> capabilities) {
    for (String line : capabilities) {
      String stripped = line.strip();
      if (KEYWORD.matcher(stripped).matches()) {
        return Optional.of(stripped);
      }
    }
    return GREETING.matcher(greeting).matches() ? Optional.of(greeting.strip()) : Optional.empty();
  }
}
