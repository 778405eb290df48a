package gcert.cli.manual;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.Parameter;
import java.util.ArrayList;
import java.util.List;

/** How options and parameters are written where a person reads how a command is called. */
final class Usage {
  private Usage() {}

  /** What stands behind the name of a command. */
  static List<String> arguments(CommandSpec spec) {
    List<String> arguments = new ArrayList<>(List.of("[OPTION...]"));
    for (Parameter parameter : spec.parameters()) {
      arguments.add(written(parameter));
    }
    return arguments;
  }

  /** A label of several words says by itself what is needed. */
  private static String written(Parameter parameter) {
    boolean sequence = parameter.label().indexOf(' ') >= 0;
    return parameter.several() && !sequence
        ? "[" + parameter.label() + "...]"
        : parameter.label();
  }

  /**
   * The names of an option and its value, the long names below each other.
   *
   * @param longName the column of a long name
   * @param indent the column of a short name
   */
  static String names(Option<?> option, int longName, int indent) {
    StringBuilder term = new StringBuilder();
    String shortName = option.names().get(0);
    if (shortName.length() == 2) {
      term.append(" ".repeat(indent)).append(shortName);
      if (option.names().size() > 1) {
        term.append(", ");
      }
    } else {
      term.append(" ".repeat(longName));
    }
    for (String name : option.names()) {
      if (name.length() > 2) {
        term.append(name);
      }
    }
    return option.takesValue() ? term + " " + option.label() : term.toString();
  }
}
