package gcert.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The picocli model: whole, for help, completion and man pages, or only as much as a run needs. */
public final class CommandLines {
  private static final int USAGE_WIDTH = 80;

  private CommandLines() {}

  /** The model with every command in it. */
  public static CommandLine whole() {
    CommandLine root = root();
    commands().forEach((name, command) -> root.addSubcommand(name, command.get().spec()));
    root.addSubcommand("help", new HelpCommand());
    return configured(root);
  }

  /**
   * The model with one command in it, or whole when the word names none.
   *
   * @param word the first word of the command line
   */
  static CommandLine toRun(String word) {
    Supplier<Command> command = commands().get(word);
    if (command == null) {
      return whole();
    }
    CommandLine root = root();
    root.addSubcommand(word, command.get().spec());
    return configured(root);
  }

  private static Map<String, Supplier<Command>> commands() {
    Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
    commands.put("fetch", FetchCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("watch", WatchCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("generate-completion", GenerateCompletionCommand::new);
    return commands;
  }

  private static CommandLine root() {
    CommandSpec spec = CommandSpec.create().name("gcert");
    spec.usageMessage()
        .description("Fetches the TLS certificate of a mail server, checks it, prints it as PEM.")
        .footer(
            "",
            "Example: gcert fetch aspmx.l.google.com",
            "",
            "Exit codes: 0 in order; 1 certificate judged bad; 2 usage; 3 not reached;",
            "4 no TLS; 5 handshake failed; 6 expires soon; 7 differs; 8 local fault;",
            "70 a bug in gcert; 75 temporary refusal.");
    addStandardOptions(spec);
    return new CommandLine(spec);
  }

  /** A command's spec with what all commands share. */
  static CommandSpec spec(Command command, String name, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    spec.usageMessage().description(description);
    addStandardOptions(spec);
    return spec;
  }

  private static void addStandardOptions(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .arity("0")
            .type(boolean.class)
            .description("Show this help.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .arity("0")
            .type(boolean.class)
            .description("Show the version.")
            .build());
  }

  private static CommandLine configured(CommandLine root) {
    return root.setExpandAtFiles(false)
        .setUsageHelpWidth(USAGE_WIDTH)
        .setAbbreviatedOptionsAllowed(false)
        .setOverwrittenOptionsAllowed(true);
  }
}
