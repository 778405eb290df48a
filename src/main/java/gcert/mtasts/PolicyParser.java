package gcert.mtasts;

import gcert.failure.Escaped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a policy by the grammar of RFC 8461 section 3.2: lines {@code name: value} that end with LF
 * or CRLF, the last one perhaps with neither. Unknown fields are skipped; of fields that are
 * repeated the first counts, {@code mx} aside.
 */
final class PolicyParser {
  private static final int SHOWN = 60;
  private static final int MOST_DIGITS = 10;
  private static final long LONGEST_AGE = 31_557_600;
  private static final List<String> KNOWN = List.of("version", "mode", "max_age");

  private final Map<String, String> fields = new HashMap<>();
  private final List<MxPattern> hosts = new ArrayList<>();
  private boolean blankLines;

  private PolicyParser() {}

  /**
   * The policy in the content of an answer.
   *
   * @throws MalformedPolicyException when there is none
   */
  static StsPolicy parse(byte[] octets) throws MalformedPolicyException {
    PolicyParser parser = new PolicyParser();
    String text = decoded(octets);
    int number = 0;
    for (int begin = 0; begin < text.length(); ) {
      int end = text.indexOf('\n', begin);
      String line = text.substring(begin, end < 0 ? text.length() : end);
      begin = end < 0 ? text.length() : end + 1;
      number++;
      parser.line(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, number);
    }
    return parser.policy();
  }

  private static String decoded(byte[] octets) throws MalformedPolicyException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPolicyException("it is not UTF-8");
    }
  }

  private void line(String line, int number) throws MalformedPolicyException {
    if (TextRecord.stripped(line).isEmpty()) {
      blankLines = true;
      return;
    }
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    if (colon < 0 || !TextRecord.isName(name)) {
      throw new MalformedPolicyException(
          "line "
              + number
              + ", \""
              + Escaped.of(line, SHOWN)
              + "\", is not of the form name: value");
    }
    String value = TextRecord.stripped(line.substring(colon + 1));
    if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new MalformedPolicyException("line " + number + ": " + name + " has no proper value");
    }
    if (name.equals("mx")) {
      hosts.add(MxPattern.parse(value));
    } else if (KNOWN.contains(name)) {
      fields.putIfAbsent(name, value);
    }
  }

  private StsPolicy policy() throws MalformedPolicyException {
    String version = required("version");
    if (!version.equals("STSv1")) {
      throw new MalformedPolicyException(
          "the version is \"" + Escaped.of(version, SHOWN) + "\", not STSv1");
    }
    StsPolicy.Mode mode = mode(required("mode"));
    Duration age = age(required("max_age"));
    if (hosts.isEmpty() && mode != StsPolicy.Mode.NONE) {
      throw new MalformedPolicyException(
          "it names no mx, which the mode " + mode.word() + " needs");
    }
    return new StsPolicy(mode, hosts, age, blankLines);
  }

  private String required(String name) throws MalformedPolicyException {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> new MalformedPolicyException("it has no " + name));
  }

  private static StsPolicy.Mode mode(String word) throws MalformedPolicyException {
    for (StsPolicy.Mode mode : StsPolicy.Mode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new MalformedPolicyException(
        "the mode is \"" + Escaped.of(word, SHOWN) + "\", not enforce, testing or none");
  }

  private static Duration age(String digits) throws MalformedPolicyException {
    boolean number =
        digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || Long.parseLong(digits) > LONGEST_AGE) {
      throw new MalformedPolicyException(
          "max_age is \"" + Escaped.of(digits, SHOWN) + "\", not 0 to " + LONGEST_AGE + " seconds");
    }
    return Duration.ofSeconds(Long.parseLong(digits));
  }
}
