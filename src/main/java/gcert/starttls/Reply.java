package gcert.starttls;

import gcert.failure.Escaped;
import java.util.List;
import java.util.Optional;

/**
 * One reply of SMTP or LMTP (RFC 5321 section 4.2).
 *
 * @param code the reply code, 200 to 599
 * @param lines the text of each line without code and separator, at least one; unescaped
 */
public record Reply(int code, List<String> lines) {
  private static final int SHOWN = 300;

  /** Takes a copy of the list. */
  public Reply {
    lines = List.copyOf(lines);
  }

  /** The enhanced status code of the first line, where there is one. */
  public Optional<EnhancedStatus> enhancedStatus() {
    return EnhancedStatus.parse(code, lines.get(0));
  }

  /** Whether it is positive: 2yz. */
  public boolean positive() {
    return code / 100 == 2;
  }

  /** Whether it is a refusal for now: 4yz. */
  public boolean temporary() {
    return code / 100 == 4;
  }

  /** Code and text in one line for a message: escaped, and cut when it is very long. */
  public String words() {
    return Escaped.of((code + " " + String.join(" / ", lines)).strip(), SHOWN);
  }
}
