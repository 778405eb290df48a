package gcert.mtasts;

import gcert.failure.Escaped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form that the records of MTA-STS and of TLS reporting share (RFC 8461 section 3.1, RFC 8460
 * section 3): a version, then fields {@code name=value}, semicolons between them, white space
 * around these.
 */
final class TextRecord {
  private static final int LONGEST_NAME = 32;
  private static final int SHOWN = 60;

  private TextRecord() {}

  /**
   * The record among the texts of a name; empty when there is none. Texts that do not begin with
   * the version and a semicolon are something else.
   *
   * @param version such as {@code v=STSv1}
   * @throws MalformedPolicyException when there are several, and when there is none but one that
   *     was meant to be
   */
  static Optional<String> find(List<String> texts, String version) throws MalformedPolicyException {
    List<String> found = texts.stream().filter(text -> text.startsWith(version + ";")).toList();
    if (found.size() > 1) {
      throw new MalformedPolicyException(
          "there are " + found.size() + " records that begin with " + version + ";, not one");
    }
    for (String text : texts) {
      if (found.isEmpty() && isMeant(text, version)) {
        throw new MalformedPolicyException(
            "\"" + Escaped.of(text, SHOWN) + "\" does not begin with " + version + ";");
      }
    }
    return found.stream().findFirst();
  }

  /** Whether a text has the version in other letters, or white space in it. */
  private static boolean isMeant(String text, String version) {
    int end = text.indexOf(';');
    String begin = end < 0 ? text : text.substring(0, end);
    return begin.replaceAll("[ \t]", "").equalsIgnoreCase(version);
  }

  /**
   * The fields behind the version, by name; of several with the same name the first counts (RFC
   * 8461 section 3.2).
   *
   * @param free the field whose value has a grammar of its own
   * @throws MalformedPolicyException when the text breaks the grammar
   */
  static Map<String, String> fields(String text, String free) throws MalformedPolicyException {
    Map<String, String> fields = new LinkedHashMap<>();
    String[] parts = text.split(";", -1);
    String last = parts[parts.length - 1];
    int count = stripped(last).isEmpty() ? parts.length - 1 : parts.length;
    if (count == parts.length && isSpace(last.charAt(last.length() - 1))) {
      throw new MalformedPolicyException("it ends in white space without a semicolon before it");
    }
    for (int i = 1; i < count; i++) {
      String field = stripped(parts[i]);
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new MalformedPolicyException(
            field.isEmpty()
                ? "there is nothing between two semicolons"
                : "\"" + Escaped.of(field, SHOWN) + "\" is no field of the form name=value");
      }
      String name = field.substring(0, equals);
      String value = field.substring(equals + 1);
      if (!isName(name)) {
        throw new MalformedPolicyException("\"" + Escaped.of(name, SHOWN) + "\" names no field");
      }
      if (!name.equals(free) && !isValue(value)) {
        throw new MalformedPolicyException(
            "the value of " + name + " is empty or holds a character that it may not");
      }
      fields.putIfAbsent(name, value);
    }
    return fields;
  }

  /** Without the white space of ABNF around it: spaces and tabs. */
  static String stripped(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSpace(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** A letter or digit, then up to 31 of these, underscores, hyphens and full stops. */
  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !isAlphanumeric(name.charAt(0))) {
      return false;
    }
    return name.chars().allMatch(c -> isAlphanumeric(c) || c == '_' || c == '-' || c == '.');
  }

  static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Printable, and neither a space nor a semicolon nor an equals sign. */
  private static boolean isValue(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '=');
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
