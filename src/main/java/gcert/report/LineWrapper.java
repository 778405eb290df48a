package gcert.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that fit. Widths are in columns, as {@link DisplayWidth} counts them. */
final class LineWrapper {
  private LineWrapper() {}

  /** Breaks between words; a word that is longer than a line is cut. */
  static List<String> ofWords(String text, int width) {
    return joined(List.of(text.split(" ", -1)), " ", width);
  }

  /** Puts as many parts on a line as fit, each whole unless it is longer than a line. */
  static List<String> joined(List<String> parts, String separator, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String part : parts) {
      int needed = DisplayWidth.of(part);
      int gap = line.isEmpty() ? 0 : separator.length();
      if (!line.isEmpty() && used + gap + needed > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        used = 0;
        gap = 0;
      }
      if (needed > width) {
        List<String> pieces = cut(part, width);
        lines.addAll(pieces.subList(0, pieces.size() - 1));
        line.append(pieces.get(pieces.size() - 1));
        used = DisplayWidth.of(line.toString());
      } else {
        line.append(gap == 0 ? "" : separator).append(part);
        used += gap + needed;
      }
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** Text with spaces behind it up to a width. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
  }

  /** Text cut to a width, the cut marked. */
  static String shortened(String text, int width, String mark) {
    if (DisplayWidth.of(text) <= width) {
      return text;
    }
    return cut(text, Math.max(1, width - mark.length())).get(0) + mark;
  }

  private static List<String> cut(String text, int width) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int used = 0;
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int needed = DisplayWidth.of(codePoint);
      if (used + needed > width && at > start) {
        pieces.add(text.substring(start, at));
        start = at;
        used = 0;
      }
      used += needed;
      at += Character.charCount(codePoint);
    }
    pieces.add(text.substring(start));
    return pieces;
  }
}
