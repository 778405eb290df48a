package gcert.probe.judging;

import gcert.probe.ServerRange;
import gcert.probe.Support;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a norm's table.
 *
 * @param subject what kind of thing it is about: {@code suite.cipher}, {@code group} …
 * @param pattern the names that it is about: {@code *} stands for any text, and a number with a
 *     plus sign at the end for that number or more
 * @param grade empty where the norm is known to say nothing that could be relied on
 * @param clause where the norm says so
 * @param unless the key of a feature; on a server that has it, the row does not count
 */
record NormRule(
    String subject, String pattern, Optional<Grade> grade, String clause, Optional<String> unless) {
  private static final Pattern AT_LEAST = Pattern.compile("(.*?)([0-9]{1,6})\\+");
  private static final Pattern NUMBER_LAST = Pattern.compile("(.*?)([0-9]{1,6})");

  /** Reads a row. */
  static NormRule parse(String row) {
    String[] fields = row.split("\t", -1);
    if (fields.length < 4 || fields.length > 5) {
      throw new IllegalArgumentException(row);
    }
    return new NormRule(
        fields[0],
        fields[1],
        fields[2].equals("-") ? Optional.empty() : Optional.of(Grade.of(fields[2])),
        fields[3],
        fields.length == 5 ? Optional.of(fields[4]) : Optional.empty());
  }

  /** Whether it is about this name. */
  boolean isAbout(String name) {
    Matcher least = AT_LEAST.matcher(pattern);
    if (least.matches()) {
      Matcher number = NUMBER_LAST.matcher(name);
      return number.matches()
          && number.group(1).equals(least.group(1))
          && Integer.parseInt(number.group(2)) >= Integer.parseInt(least.group(2));
    }
    String quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.matches(quoted, name);
  }

  /** Whether it counts for a server. */
  boolean countsFor(ServerRange range) {
    return unless.isEmpty()
        || range.features().stream()
            .noneMatch(
                found ->
                    found.feature().key().equals(unless.get()) && found.support() == Support.YES);
  }
}
