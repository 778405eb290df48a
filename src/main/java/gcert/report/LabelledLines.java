package gcert.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of a label and a value, the values wrapped in a column of their own. */
final class LabelledLines {
  /** The width of the column of labels. */
  static final int LABELS = 11;

  private final Layout layout;
  private final int width;
  private final Colour colour;
  private final List<String> lines = new ArrayList<>();

  /**
   * Makes an empty block.
   *
   * @param width how many columns there are in all
   */
  LabelledLines(Layout layout, int width) {
    this(layout, width, Colour.FAINT);
  }

  /** The same with labels of another colour. */
  LabelledLines(Layout layout, int width, Colour colour) {
    this.layout = layout;
    this.width = width;
    this.colour = colour;
  }

  /** How many columns a value has. */
  int room() {
    return width - LABELS;
  }

  /** A value of foreign text, broken between words. */
  void words(String label, String value) {
    put(label, LineWrapper.ofWords(layout.text(value), room()));
  }

  /** A value that is laid out already; the label stands before its first line. */
  void put(String label, List<String> values) {
    int gap = Math.max(1, LABELS - DisplayWidth.of(label));
    String before = layout.painted(colour, label) + " ".repeat(gap);
    for (String value : values) {
      lines.add((before + value).stripTrailing());
      before = " ".repeat(LABELS);
    }
  }

  /** The lines, none of them ended. */
  List<String> lines() {
    return lines;
  }
}
