package gcert.cli.command;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.PicocliModel;
import gcert.cli.option.StandardOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands by their names, and the parser for all of them or for the one that runs. */
public final class CommandLines {
  private static final List<String> NAMES =
      List.of(
          "fetch",
          "check",
          "watch",
          "show",
          "diff",
          "ready",
          "deployed",
          "policy",
          "probe",
          "peek",
          "roots",
          "generate-completion");

  private CommandLines() {}

  /** What gcert itself takes before a command. */
  public static CommandSpec program() {
    return new CommandSpec(
            "", "Fetch the TLS certificate of a mail server, check it, print it as PEM.")
        .options(StandardOptions.GROUP)
        .example("gcert fetch aspmx.l.google.com", "Print a certificate")
        .example("gcert check mx.example.net imaps://imap.example.net", "Check two servers")
        .example("gcert show mail.pem", "Show the certificates in a file");
  }

  /** What every command takes, a family before its members. */
  public static List<CommandSpec> specs() {
    List<CommandSpec> all = new ArrayList<>();
    for (String name : NAMES) {
      Command command = command(name).orElseThrow();
      all.add(spec(command));
      if (command instanceof CommandFamily family) {
        family.members().values().forEach(member -> all.add(spec(member.get())));
      }
    }
    return all;
  }

  /** What the members of a family take; of gcert itself, its commands. */
  public static List<CommandSpec> members(String family) {
    String prefix = family.isEmpty() ? "" : family + " ";
    List<CommandSpec> members = new ArrayList<>();
    for (CommandSpec spec : specs()) {
      if (spec.name().startsWith(prefix) && spec.name().indexOf(' ', prefix.length()) < 0) {
        members.add(spec);
      }
    }
    return members;
  }

  /** What one command takes, with what all commands take. */
  public static CommandSpec spec(Command command) {
    return command.spec().options(StandardOptions.GROUP);
  }

  /** The parser with every command in it. */
  public static CommandLine whole() {
    CommandLine root = PicocliModel.of(program());
    for (String name : NAMES) {
      root.addSubcommand(name, line(command(name).orElseThrow(), ""));
    }
    return PicocliModel.configured(root);
  }

  /**
   * The parser with one command in it, or whole when the first word names none. Of a family of
   * commands only the member that the second word names is in it.
   *
   * @param words the command line, at least one word
   */
  public static CommandLine toRun(String... words) {
    Optional<Command> command = command(words[0]);
    if (command.isEmpty()) {
      return whole();
    }
    CommandLine root = PicocliModel.of(program());
    root.addSubcommand(words[0], line(command.get(), words.length > 1 ? words[1] : ""));
    return PicocliModel.configured(root);
  }

  private static CommandLine line(Command command, String member) {
    CommandLine line = PicocliModel.of(spec(command));
    if (command instanceof CommandFamily family) {
      Supplier<Command> only = family.members().get(member);
      if (only != null) {
        line.addSubcommand(member, PicocliModel.of(spec(only.get())));
      } else {
        family
            .members()
            .forEach((name, each) -> line.addSubcommand(name, PicocliModel.of(spec(each.get()))));
      }
    }
    return line;
  }

  /** The command of a name: {@code roots list}. */
  public static Command named(String name) {
    int space = name.indexOf(' ');
    if (space < 0) {
      return command(name).orElseThrow();
    }
    CommandFamily family = (CommandFamily) command(name.substring(0, space)).orElseThrow();
    Supplier<Command> member = family.members().get(name.substring(space + 1));
    if (member == null) {
      throw new IllegalArgumentException(name);
    }
    return member.get();
  }

  /** A switch, not a map of suppliers: each of those would be linked at every start. */
  public static Optional<Command> command(String name) {
    return switch (name) {
      case "fetch" -> Optional.of(new FetchCommand());
      case "check" -> Optional.of(new CheckCommand());
      case "watch" -> Optional.of(new WatchCommand());
      case "show" -> Optional.of(new ShowCommand());
      case "diff" -> Optional.of(new DiffCommand());
      case "ready" -> Optional.of(new ReadyCommand());
      case "deployed" -> Optional.of(new DeployedCommand());
      case "policy" -> Optional.of(new PolicyCommand());
      case "probe" -> Optional.of(new ProbeCommand());
      case "peek" -> Optional.of(new PeekCommand());
      case "roots" -> Optional.of(new RootsCommand());
      case "generate-completion" -> Optional.of(new GenerateCompletionCommand(CommandLines::specs));
      default -> Optional.empty();
    };
  }
}
