package gcert.recipes;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a document shows with what was printed. An ellipsis stands for any text, on a line
 * of its own for any lines; times, days, fingerprints, keys and bars differ from run to run.
 */
final class Shown {
  private record Change(Pattern pattern, String by) {}

  private static final List<Change> CHANGES =
      List.of(
          change("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME"),
          change("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(?::\\d\\d)?", "TIME"),
          change("\\d{4}-\\d\\d-\\d\\d", "DATE"),
          change("\\b(?:[0-9A-F]{2}:){2,}(?:[0-9A-F]{2}\\b|…)", "HEX"),
          change("\\b[0-9a-f]{6,}(?:…|\\b)", "HEX"),
          change("\\b[0-9a-f]{2,5}…", "HEX"),
          change("[A-Za-z0-9+/]{43}=", "BASE64"),
          change("[A-Za-z0-9+/]{64}", "BASE64"),
          change("[█░]+", "BAR"),
          // The village adds a root to the bundle, by an update; a reader has not done that.
          change("GTS Root R4 \\(updated\\)", "GTS Root R4 (bundled)"),
          change("\\b\\d+ (?:of \\d+ )?days\\b", "N days"),
          change("\\b\\d+ connections\\b", "N connections"),
          change("days_left('?)=\\d+", "days_left=N"),
          change("\\b\\d+(?:\\.\\d+)?(?= ?m?s\\b)", "N"),
          change("\\b\\d+\\.\\d+(?=[,}])", "N"),
          change("[ \\t]+", " "));

  private Shown() {}

  private static Change change(String pattern, String by) {
    return new Change(Pattern.compile(pattern), by);
  }

  /** Whether this is what the document shows. */
  static boolean agrees(List<String> shown, List<String> printed) {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown) {
      if (line.strip().equals("…")) {
        pattern.append("(?:[^\n]*\n)*?");
      } else {
        String quoted = Pattern.quote(normal(line));
        pattern.append(quoted.replace("…", "\\E[^\n]*\\Q")).append("\n");
      }
    }
    StringBuilder text = new StringBuilder();
    printed.forEach(line -> text.append(normal(line)).append('\n'));
    // An empty line at the end is nothing that a document has to show.
    return Pattern.matches(pattern + "\n*", text);
  }

  private static String normal(String line) {
    String text = line.stripTrailing();
    for (Change change : CHANGES) {
      text = change.pattern().matcher(text).replaceAll(Matcher.quoteReplacement(change.by()));
    }
    return text;
  }
}
