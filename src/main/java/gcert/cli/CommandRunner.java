package gcert.cli;

import gcert.log.LogSwitch;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses a command line, runs the command it names, and turns what happens into an exit code. */
final class CommandRunner {
  private final Session session;

  CommandRunner(Session session) {
    this.session = session;
  }

  /** The exit code; nothing is thrown. */
  int run(String[] arguments) {
    try {
      return parseAndRun(arguments);
    } catch (UsageException e) {
      session.messages().usage(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    } catch (LocalFaultException e) {
      session.messages().fault(e);
      return ExitCode.LOCAL_FAULT;
    } catch (ClosedOutputException e) {
      return ExitCode.OK;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      session.messages().bug(e);
      return ExitCode.BUG;
    }
  }

  private int parseAndRun(String[] arguments) throws UsageException, LocalFaultException {
    if (arguments.length == 0) {
      session.messages().help(CommandLines.whole().getUsageMessage());
      return ExitCode.USAGE;
    }
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      session.out().write(Version.text());
      return ExitCode.OK;
    }
    if (arguments[0].equals("help")) {
      session.out().write(commandToExplain(arguments).getUsageMessage());
      return ExitCode.OK;
    }
    CommandLine root = CommandLines.toRun(arguments);
    ParseResult parsed = parse(root, arguments);
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine commandLine = last.commandSpec().commandLine();
    if (last.isUsageHelpRequested()) {
      session.out().write(commandLine.getUsageMessage());
      return ExitCode.OK;
    }
    if (last.isVersionHelpRequested()) {
      session.out().write(Version.text());
      return ExitCode.OK;
    }
    if (last.commandSpec().userObject() instanceof Command command) {
      return run(command, last, commandLine);
    }
    throw new UsageException("no command given; try 'gcert fetch HOST' or 'gcert --help'");
  }

  /** The command whose name stands behind {@code help}, or gcert itself. */
  private static CommandLine commandToExplain(String... arguments) throws UsageException {
    CommandLine found = CommandLines.whole();
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      CommandLine member = found.getSubcommands().get(name);
      if (member != null) {
        found = member;
      } else if (!name.startsWith("-")) {
        throw new UsageException(
            "unknown command '"
                + Messages.printable(name)
                + "'"
                + Misspelling.of(name, found.getSubcommands().keySet())
                    .map(meant -> "; did you mean '" + meant + "'?")
                    .orElse("")
                + "; try 'gcert --help'");
      }
    }
    return found;
  }

  private int run(Command command, ParseResult parsed, CommandLine commandLine)
      throws UsageException, LocalFaultException {
    Properties file = Configuration.read(session.environment());
    Configuration.rejectUnknownKeys(file, session.environment(), commandLine.getCommandSpec());
    OptionValues values = new OptionValues(parsed, session.environment(), file);
    session.messages().configure(values.flag("--quiet"), values.flag("--debug"));
    boolean logs = values.flag("--debug") || values.flag("--verbose");
    if (logs) {
      LogSwitch.on(
          values.flag("--debug") ? LogSwitch.Extent.EVERYTHING : LogSwitch.Extent.DIALOGUE,
          session.messages()::logged);
    }
    try {
      return command.run(values, session);
    } catch (UsageException e) {
      throw new UsageException(e.getMessage() + tryHelp(commandLine.getCommandSpec()));
    } finally {
      if (logs) {
        LogSwitch.off();
      }
    }
  }

  private static ParseResult parse(CommandLine root, String[] arguments) throws UsageException {
    try {
      return root.parseArgs(arguments);
    } catch (ParameterException e) {
      throw new UsageException(UsageSentence.of(e) + tryHelp(e.getCommandLine().getCommandSpec()));
    }
  }

  private static String tryHelp(CommandSpec spec) {
    return "; try '" + spec.qualifiedName() + " --help'";
  }
}
