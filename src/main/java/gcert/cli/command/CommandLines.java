package gcert.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The picocli model: whole, for help, completion and man pages, or only as much as a run needs. */
public final class CommandLines {
  private static final int USAGE_WIDTH = 80;

  private static final List<String> NAMES =
      List.of("fetch", "check", "watch", "show", "diff", "roots", "generate-completion");

  private CommandLines() {}

  /** The model with every command in it. */
  public static CommandLine whole() {
    CommandLine root = root();
    for (String name : NAMES) {
      root.addSubcommand(name, line(command(name).orElseThrow(), ""));
    }
    root.addSubcommand("help", new HelpCommand());
    return configured(root);
  }

  /**
   * The model with one command in it, or whole when the first word names none. Of a family of
   * commands only the member that the second word names is in it.
   *
   * @param words the command line, at least one word
   */
  public static CommandLine toRun(String... words) {
    Optional<Command> command = command(words[0]);
    if (command.isEmpty()) {
      return whole();
    }
    CommandLine root = root();
    root.addSubcommand(words[0], line(command.get(), words.length > 1 ? words[1] : ""));
    return configured(root);
  }

  private static CommandLine line(Command command, String member) {
    CommandLine line = new CommandLine(command.spec());
    if (command instanceof CommandFamily family) {
      Supplier<Command> only = family.members().get(member);
      if (only != null) {
        line.addSubcommand(member, only.get().spec());
      } else {
        family.members().forEach((name, each) -> line.addSubcommand(name, each.get().spec()));
      }
    }
    return line;
  }

  /** A switch, not a map of suppliers: each of those would be linked at every start. */
  public static Optional<Command> command(String name) {
    return switch (name) {
      case "fetch" -> Optional.of(new FetchCommand());
      case "check" -> Optional.of(new CheckCommand());
      case "watch" -> Optional.of(new WatchCommand());
      case "show" -> Optional.of(new ShowCommand());
      case "diff" -> Optional.of(new DiffCommand());
      case "roots" -> Optional.of(new RootsCommand());
      case "generate-completion" -> Optional.of(new GenerateCompletionCommand());
      default -> Optional.empty();
    };
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
  public static CommandSpec spec(Command command, String name, String... description) {
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
