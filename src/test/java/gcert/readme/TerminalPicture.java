package gcert.readme;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows, drawn as SVG: text in the few colours of gcert's reports. */
final class TerminalPicture {
  private static final double COLUMN = 8.43;
  private static final int LINE = 20;
  private static final int MARGIN = 18;
  private static final int TOP = 40;

  /** The parameters of ECMA-48's SGR that gcert uses, and the classes for them. */
  private static final Map<String, String> CLASSES =
      Map.of("1", "strong", "2", "faint", "31", "bad", "32", "good", "33", "caution");

  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9]*)m");

  private static final String STYLE =
      """
      .window { fill: #16191d; stroke: #3a424a; }
      .button { fill: #4b535b; }
      text { font: 14px ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Consolas, monospace;
        fill: #d7dce1; white-space: pre; }
      .prompt { fill: #7fb4ff; }
      .strong { font-weight: bold; }
      .faint { fill: #98a2ab; }
      .good { fill: #62d17f; }
      .caution { fill: #e9b949; }
      .bad { fill: #ff8a84; }
      """;

  private TerminalPicture() {}

  /**
   * The picture.
   *
   * @param title what it shows, for those who do not see it
   * @param lines what stands on the screen, command lines with {@code $ } in front
   */
  static String of(String title, List<String> lines, int columns) {
    int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
    int height = TOP + lines.size() * LINE + MARGIN / 2;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ");
    svg.append(width).append(' ').append(height).append("\" width=\"").append(width);
    svg.append("\" height=\"").append(height).append("\">\n<title>").append(escaped(title));
    svg.append("</title>\n<style>\n").append(STYLE).append("</style>\n");
    svg.append("<rect class=\"window\" x=\"0.5\" y=\"0.5\" rx=\"8\" width=\"").append(width - 1);
    svg.append("\" height=\"").append(height - 1).append("\"/>\n");
    for (int i = 0; i < 3; i++) {
      svg.append("<circle class=\"button\" cx=\"").append(MARGIN + 4 + i * 18);
      svg.append("\" cy=\"16\" r=\"5\"/>\n");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      svg.append("<text x=\"").append(MARGIN).append("\" y=\"").append(TOP + i * LINE + 6);
      svg.append("\" xml:space=\"preserve\">").append(line(line)).append("</text>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private static String line(String line) {
    if (line.startsWith("$ ")) {
      return span("prompt", "$ ") + span("strong", line.substring(2));
    }
    StringBuilder out = new StringBuilder();
    StringBuilder classes = new StringBuilder();
    Matcher matcher = SEQUENCE.matcher(line);
    int at = 0;
    while (matcher.find()) {
      out.append(span(classes.toString(), line.substring(at, matcher.start())));
      at = matcher.end();
      String parameter = matcher.group(1);
      if (parameter.isEmpty() || parameter.equals("0")) {
        classes.setLength(0);
      } else {
        classes.append(classes.isEmpty() ? "" : " ").append(CLASSES.get(parameter));
      }
    }
    return out.append(span(classes.toString(), line.substring(at))).toString();
  }

  private static String span(String classes, String text) {
    if (text.isEmpty() || classes.isEmpty()) {
      return escaped(text);
    }
    return "<tspan class=\"" + classes + "\">" + escaped(text) + "</tspan>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
