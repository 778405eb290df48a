package gcert.report;

import gcert.comparison.Comparison;
import gcert.comparison.Difference;
import gcert.target.ServerTarget;
import gcert.target.Target;
import java.util.ArrayList;
import java.util.List;

/** A comparison for a person: the outcome, then each difference, the material ones first. */
public final class DiffReport {
  private static final String INDENT = "    ";

  /** What a renewal does not explain is marked for readers without colours too. */
  private static final String MATERIAL = "  ! ";

  private static final int MOST_VALUES = 20;

  private final Layout layout;

  /** Makes one for a screen. */
  public DiffReport(Layout layout) {
    this.layout = layout;
  }

  /** The lines, each ended by a line feed. */
  public String of(Target before, Target after, Comparison comparison) {
    boolean changed = comparison.outcome() == Comparison.Outcome.CHANGED;
    StringBuilder text = new StringBuilder();
    String word = comparison.outcome().word();
    String start = layout.painted(changed ? Colour.BAD : Colour.GOOD, word) + "  ";
    List<String> parts = List.of(place(before), "->", place(after));
    for (String line : LineWrapper.joined(parts, " ", layout.columns() - word.length() - 2)) {
      text.append(start).append(line).append('\n');
      start = INDENT;
    }
    for (Difference difference : comparison.differences()) {
      String indent = difference.material() ? MATERIAL : INDENT;
      for (String line : lines(difference)) {
        text.append(indent).append(line).append('\n');
        indent = INDENT;
      }
    }
    if (comparison.outcome() == Comparison.Outcome.RENEWED && keepsKey(comparison)) {
      LabelledLines same = new LabelledLines(layout, layout.columns() - INDENT.length());
      same.words("key", "unchanged");
      same.lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
    }
    return text.toString();
  }

  private static boolean keepsKey(Comparison comparison) {
    return comparison.differences().stream().noneMatch(d -> d.field().equals("key"));
  }

  private List<String> lines(Difference difference) {
    LabelledLines lines =
        new LabelledLines(
            layout,
            layout.columns() - INDENT.length(),
            difference.material() ? Colour.BAD : Colour.FAINT);
    List<String> values = new ArrayList<>();
    if (difference.before().size() == 1 && difference.after().size() == 1) {
      values.add(difference.before().get(0));
      values.add("-> " + difference.after().get(0));
    } else {
      add("- ", difference.before(), values);
      add("+ ", difference.after(), values);
    }
    String label = difference.field();
    if (label.length() >= LabelledLines.LABELS) {
      lines.words("", label);
      label = "";
    }
    for (String value : values) {
      lines.words(label, value);
      label = "";
    }
    return lines.lines();
  }

  private static void add(String mark, List<String> from, List<String> values) {
    for (String value : from.subList(0, Math.min(from.size(), MOST_VALUES))) {
      values.add(mark + value);
    }
    if (from.size() > MOST_VALUES) {
      values.add(mark + (from.size() - MOST_VALUES) + " more");
    }
  }

  private String place(Target target) {
    return target instanceof ServerTarget server
        ? server.hostAndPort()
        : layout.text(target.text().equals("-") ? "standard input" : target.text());
  }
}
