package gcert.cli.manual;

import java.util.List;
import java.util.Locale;

/** Writes roff in the {@code man} macros. Text is escaped: nothing in it is taken for a request. */
public final class Roff {
  private static final int WIDTH = 66;

  private final StringBuilder page = new StringBuilder();

  /** Whether text would run on: at a section's start no paragraph has to be begun. */
  private boolean paragraphDue;

  /** The page's head; the date is {@code YYYY-MM-DD}. */
  public Roff title(String name, String date, String source) {
    return line(
        ".TH " + quoted(name.toUpperCase(Locale.ROOT)) + " 1 " + date + " " + quoted(source));
  }

  /** A section's heading. */
  public Roff section(String heading) {
    paragraphDue = false;
    return line(".SH " + quoted(heading));
  }

  /** A heading inside a section. */
  public Roff subsection(String heading) {
    return line(".SS " + quoted(heading));
  }

  /** The line that whatis(1) and apropos(1) read. */
  public Roff name(String name, String whatItDoes) {
    return line(escaped(name) + " \\-").lines(whatItDoes);
  }

  /** How the program is called. */
  public Roff synopsis(String name, String arguments) {
    return line(".B " + escaped(name)).line(escaped(arguments));
  }

  /** A paragraph. */
  public Roff text(String paragraph) {
    if (paragraphDue) {
      line(".PP");
    }
    paragraphDue = true;
    return lines(paragraph);
  }

  /** A term and its meaning, indented. */
  public Roff entry(String term, String meaning) {
    paragraphDue = true;
    return line(".TP").line("\\fB" + escaped(term) + "\\fR").lines(meaning);
  }

  /** An option: its names in bold, the name of its value in italics. */
  public Roff option(List<String> names, String label, String meaning) {
    StringBuilder term = new StringBuilder();
    for (String name : names) {
      term.append(term.isEmpty() ? "" : ", ").append("\\fB").append(escaped(name)).append("\\fR");
    }
    if (!label.isEmpty()) {
      term.append(" \\fI").append(escaped(label)).append("\\fR");
    }
    return line(".TP").line(term.toString()).lines(meaning);
  }

  /** A command line, below what it is for. */
  public Roff example(String purpose, String commandLine) {
    text(purpose);
    line(".PP").line(".nf").line(".RS 4");
    return line(escaped(commandLine)).line(".RE").line(".fi");
  }

  @Override
  public String toString() {
    return page.toString();
  }

  /** Breaks text into lines that a person can read, as the tools for man pages ask. */
  private Roff lines(String text) {
    int start = 0;
    while (text.length() - start > WIDTH && text.lastIndexOf(' ', start + WIDTH) > start) {
      int space = text.lastIndexOf(' ', start + WIDTH);
      line(escaped(text.substring(start, space)));
      start = space + 1;
    }
    return line(escaped(text.substring(start)));
  }

  private Roff line(String line) {
    page.append(line).append('\n');
    return this;
  }

  /**
   * Text for a line of its own or a part of one. A hyphen is written as a minus, so that an option
   * can be copied from the page; a dot or an apostrophe at the start would begin a request.
   */
  private static String escaped(String text) {
    StringBuilder roff = new StringBuilder(text.length() + 16);
    if (text.startsWith(".") || text.startsWith("'")) {
      roff.append("\\&");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> roff.append("\\e");
        case '-' -> roff.append("\\-");
        case '\'' -> roff.append("\\(aq");
        case '`' -> roff.append("\\(ga");
        case '^' -> roff.append("\\(ha");
        case '~' -> roff.append("\\(ti");
        case '…' -> roff.append("\\&...");
        case '\n' -> roff.append(' ');
        default -> roff.append(c);
      }
    }
    return roff.toString();
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }
}
