package gcert.cli.manual;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.Parameter;
import java.util.List;

/** Writes the help of a command: everything that was declared for it, as wide as the screen. */
public final class HelpText {
  private static final int WIDEST = 100;
  private static final int NARROWEST = 40;
  private static final int INDENT = 2;
  private static final int LONG_NAME = 6;
  private static final int HELP_COLUMN = 28;

  private final int width;
  private final StringBuilder text = new StringBuilder();

  private HelpText(int columns) {
    width = Math.max(NARROWEST, Math.min(WIDEST, columns));
  }

  /**
   * The whole help of a command.
   *
   * @param columns how wide the screen is
   */
  public static String of(CommandSpec spec, int columns) {
    HelpText help = new HelpText(columns);
    help.usage(spec.qualifiedName(), Usage.arguments(spec));
    help.introduction(spec);
    help.parameters(spec.parameters());
    spec.groups().forEach(help::group);
    help.examples(spec.examples());
    return help.text.toString();
  }

  /**
   * The help of a family of commands, or of gcert itself.
   *
   * @param members its commands
   * @param footer paragraphs for the end
   */
  public static String of(
      CommandSpec spec, List<CommandSpec> members, List<String> footer, int columns) {
    HelpText help = new HelpText(columns);
    help.usage(spec.qualifiedName(), List.of("COMMAND", "[OPTION...]", "[ARGUMENT...]"));
    help.introduction(spec);
    help.text.append("\nCommands:\n");
    for (CommandSpec member : members) {
      String name = member.name().substring(member.name().lastIndexOf(' ') + 1);
      help.entry("  " + name, member.summary(), HELP_COLUMN - 6);
    }
    spec.groups().forEach(help::group);
    help.examples(spec.examples());
    for (String paragraph : footer) {
      help.text.append('\n');
      help.paragraph(paragraph, 0);
    }
    return help.text.toString();
  }

  private void usage(String name, List<String> arguments) {
    text.append("Usage: ").append(name);
    int indent = "Usage: ".length() + name.length() + 1;
    int column = indent - 1;
    for (String argument : arguments) {
      if (column + 1 + argument.length() > width) {
        text.append('\n').append(" ".repeat(indent - 1));
        column = indent - 1;
      }
      text.append(' ').append(argument);
      column += 1 + argument.length();
    }
    text.append('\n');
  }

  private void introduction(CommandSpec spec) {
    paragraph(spec.summary(), 0);
    for (String about : spec.description()) {
      text.append('\n');
      paragraph(about, 0);
    }
  }

  private void parameters(List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      text.append('\n');
      for (Parameter parameter : parameters) {
        entry(" ".repeat(INDENT) + parameter.label(), parameter.help(), HELP_COLUMN);
      }
    }
  }

  private void group(OptionGroup group) {
    text.append('\n').append(group.heading()).append(":\n");
    for (Option<?> option : group.options()) {
      entry(Usage.names(option, LONG_NAME, INDENT), option.help(), HELP_COLUMN);
    }
  }

  private void examples(List<CommandSpec.Example> examples) {
    if (!examples.isEmpty()) {
      text.append("\nExamples:\n");
      for (CommandSpec.Example example : examples) {
        paragraph(example.purpose() + ":", INDENT);
        text.append(" ".repeat(2 * INDENT)).append(example.line()).append('\n');
      }
    }
  }

  /** A term, and its meaning in a column of its own. */
  private void entry(String term, String meaning, int column) {
    text.append(term);
    if (term.length() + 2 > column) {
      text.append('\n').append(" ".repeat(column));
    } else {
      text.append(" ".repeat(column - term.length()));
    }
    wrapped(meaning, column, column);
  }

  private void paragraph(String paragraph, int indent) {
    text.append(" ".repeat(indent));
    wrapped(paragraph, indent, indent);
  }

  private void wrapped(String words, int start, int indent) {
    int column = start;
    boolean first = true;
    for (String word : words.split(" ", -1)) {
      if (!first && column + 1 + word.length() > width) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
        first = true;
      }
      text.append(first ? "" : " ").append(word);
      column += word.length() + (first ? 0 : 1);
      first = false;
    }
    text.append('\n');
  }
}
