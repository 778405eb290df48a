package gcert.mtasts;

import gcert.failure.Escaped;
import java.util.Locale;

/**
 * A name of mail hosts in a policy: a host's own, or {@code *.} before a domain for all names with
 * one label more (RFC 8461 sections 3.2 and 4.1).
 *
 * @param text in lower case, without a final dot
 */
public record MxPattern(String text) {
  private static final int LONGEST = 255;
  private static final int LONGEST_LABEL = 63;

  /**
   * Reads one.
   *
   * @throws MalformedPolicyException when it is neither
   */
  static MxPattern parse(String text) throws MalformedPolicyException {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!isDomain(lower.startsWith("*.") ? lower.substring(2) : lower)) {
      throw new MalformedPolicyException(
          "mx: \"" + Escaped.of(text, 80) + "\" is neither a host name nor *. before a domain");
    }
    return new MxPattern(lower);
  }

  /**
   * Whether a mail host goes by it.
   *
   * @param host in A-labels, with or without a final dot; letter case does not matter
   */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!text.startsWith("*.")) {
      return name.equals(text);
    }
    int label = name.indexOf('.');
    return label > 0 && name.substring(label).equals(text.substring(1));
  }

  /** RFC 5321 section 4.1.2: labels of letters, digits and hyphens, in ASCII. */
  private static boolean isDomain(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      boolean good =
          !label.isEmpty()
              && label.length() <= LONGEST_LABEL
              && TextRecord.isAlphanumeric(label.charAt(0))
              && TextRecord.isAlphanumeric(label.charAt(label.length() - 1))
              && label.chars().allMatch(c -> TextRecord.isAlphanumeric(c) || c == '-');
      if (!good) {
        return false;
      }
    }
    return true;
  }
}
