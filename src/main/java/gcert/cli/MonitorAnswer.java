package gcert.cli;

import gcert.app.LocalFaultException;
import gcert.cli.command.CheckCommand;
import gcert.cli.command.CheckOutput;
import gcert.cli.option.Choice;
import gcert.cli.option.Configuration;
import java.util.List;
import java.util.Map;

/**
 * Whether a monitoring system waits for an answer. It knows four exit codes only, and reads why on
 * standard output: to it a mistyped option is UNKNOWN, which no other form of the report has.
 */
final class MonitorAnswer {
  private static final String FORMAT = CheckOutput.FORMAT.name();
  private static final String NAGIOS = Choice.word(CheckOutput.Format.NAGIOS);

  /** The commands that have the form. */
  private static final List<String> COMMANDS =
      List.of("check", "probe", "deployed", "ready", "policy");

  private MonitorAnswer() {}

  /** Looks at the words themselves: a command line that cannot be read still has them. */
  static boolean isAwaited(String[] arguments, Map<String, String> environment) {
    List<String> words = List.of(arguments);
    if (COMMANDS.stream().noneMatch(words::contains)) {
      return false;
    }
    String format = "";
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(FORMAT) && i + 1 < words.size()) {
        format = words.get(i + 1);
      } else if (word.startsWith(FORMAT + "=")) {
        format = word.substring(FORMAT.length() + 1);
      }
    }
    return (format.isEmpty() ? fallback(environment) : format).equals(NAGIOS);
  }

  private static String fallback(Map<String, String> environment) {
    String variable = environment.get(CheckOutput.FORMAT.variable());
    if (variable != null) {
      return variable;
    }
    try {
      return Configuration.read(environment)
          .value(new CheckCommand().spec(), CheckOutput.FORMAT)
          .orElse("");
    } catch (LocalFaultException e) {
      return "";
    }
  }
}
