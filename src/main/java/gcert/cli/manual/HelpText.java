package gcert.cli.manual;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.Parameter;
import java.util.List;
import java.util.Map;

/** Writes the help of a command: everything that was declared for it, as wide as the screen. */
public final class HelpText {
  private static final int WIDEST = 100;
  private static final int NARROWEST = 40;
  private static final int INDENT = 2;
  private static final int LONG_NAME = 6;
  private static final int HELP_COLUMN = 28;
  private static final int BRIEF_COLUMN = 26;
  private static final int MEMBER_COLUMN = 22;
  private static final int BRIEF_EXAMPLES = 3;

  private final int width;
  private final StringBuilder text = new StringBuilder();

  private HelpText(int columns) {
    width = Math.max(NARROWEST, Math.min(WIDEST, columns));
  }

  /**
   * The whole help of a command.
   *
   * @param members its commands, where it is a family
   * @param columns how wide the screen is
   */
  public static String whole(CommandSpec spec, List<CommandSpec> members, int columns) {
    HelpText help = new HelpText(columns);
    help.head(spec, members);
    for (String about : spec.description()) {
      help.text.append('\n');
      help.paragraph(about, 0);
    }
    help.parameters(spec.parameters());
    help.members(members);
    spec.groups().forEach(group -> help.options(group.heading(), group.options()));
    help.examples(spec.examples());
    help.topics(spec);
    return help.text.toString();
  }

  /** The help that fits a screen: what most people need, and where the rest is. */
  public static String brief(CommandSpec spec, List<CommandSpec> members, int columns) {
    HelpText help = new HelpText(columns);
    help.head(spec, members);
    help.members(members);
    if (members.isEmpty()) {
      help.briefly(spec.common().isEmpty() ? spec.options() : spec.common());
    }
    help.text.append("\nExamples:\n");
    int count = Math.min(BRIEF_EXAMPLES, spec.examples().size());
    for (CommandSpec.Example example : spec.examples().subList(0, count)) {
      help.text.append("  ").append(example.line()).append('\n');
    }
    help.text.append('\n');
    if (members.isEmpty()) {
      help.paragraph("All options: " + spec.qualifiedName() + " --help", 0);
    } else {
      help.paragraph("More: " + spec.qualifiedName() + " COMMAND -h, or --help", 0);
    }
    help.topics(spec);
    return help.text.toString();
  }

  /** The help on a topic: terms and what they mean. */
  public static String topic(Map<String, String> terms, int columns) {
    HelpText help = new HelpText(columns);
    terms.forEach((term, meaning) -> help.entry("  " + term, meaning, HELP_COLUMN));
    return help.text.toString();
  }

  private void head(CommandSpec spec, List<CommandSpec> members) {
    usage(
        spec.qualifiedName(),
        members.isEmpty()
            ? Usage.arguments(spec)
            : List.of("COMMAND", "[OPTION...]", "[ARGUMENT...]"));
    paragraph(spec.summary(), 0);
  }

  private void members(List<CommandSpec> members) {
    if (!members.isEmpty()) {
      text.append("\nCommands:\n");
      for (CommandSpec member : members) {
        String name = member.name().substring(member.name().lastIndexOf(' ') + 1);
        entry("  " + name, member.summary(), MEMBER_COLUMN);
      }
    }
  }

  private void topics(CommandSpec spec) {
    String names = String.join(", ", Topics.names());
    if (spec.name().isEmpty()) {
      paragraph("Topics: gcert help " + names, 0);
    } else {
      paragraph("See also: gcert help " + names, 0);
    }
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

  private void parameters(List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      text.append('\n');
      for (Parameter parameter : parameters) {
        entry(" ".repeat(INDENT) + parameter.label(), parameter.help(), HELP_COLUMN);
      }
    }
  }

  private void options(String heading, List<Option<?>> options) {
    text.append('\n').append(heading).append(":\n");
    for (Option<?> option : options) {
      entry(Usage.names(option, LONG_NAME, INDENT), option.help(), HELP_COLUMN);
      if (option.shorthand().isPresent()) {
        String same = "Same as " + option.name() + " " + option.shorthandValue() + ".";
        entry(" ".repeat(LONG_NAME) + option.shorthand().get(), same, HELP_COLUMN);
      }
    }
  }

  private void briefly(List<Option<?>> options) {
    text.append("\nOptions:\n");
    for (Option<?> option : options) {
      entry(Usage.names(option, INDENT, INDENT), option.brief(), BRIEF_COLUMN);
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
