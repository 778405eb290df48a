package gcert.cli;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.command.Command;
import gcert.cli.command.CommandLines;
import gcert.cli.manual.Version;
import gcert.cli.message.Messages;
import gcert.cli.option.Configuration;
import gcert.cli.option.GivenOptions;
import gcert.cli.option.Misspelling;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.UsageSentence;
import gcert.cli.start.PlainLine;
import gcert.cli.terminal.ClosedOutputException;
import gcert.cli.terminal.Session;
import gcert.log.LogSwitch;
import gcert.report.NagiosReport;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses a command line, runs the command it names, and turns what happens into an exit code. */
public final class CommandRunner {
  private final Session session;
  private final Optional<PlainLine> plain;

  /**
   * Makes one.
   *
   * @param plain the command line, when it is plain and nothing else can set an option
   */
  public CommandRunner(Session session, Optional<PlainLine> plain) {
    this.session = session;
    this.plain = plain;
  }

  /** The exit code; nothing is thrown. */
  public int run(String[] arguments) {
    try {
      return parseAndRun(arguments);
    } catch (UsageException e) {
      if (answered(arguments, String.valueOf(e.getMessage()))) {
        return NagiosReport.unknownCode();
      }
      session.messages().usage(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    } catch (LocalFaultException e) {
      return faulted(arguments, e);
    } catch (ClosedOutputException e) {
      return ExitCode.OK;
    } catch (OutOfMemoryError e) {
      return isWithoutThreads(e) ? faulted(arguments, noThread(e)) : bug(arguments, e);
    } catch (RuntimeException | StackOverflowError e) {
      return bug(arguments, e);
    }
  }

  private int faulted(String[] arguments, LocalFaultException e) {
    if (answered(arguments, String.valueOf(e.getMessage()))) {
      return NagiosReport.unknownCode();
    }
    session.messages().fault(e);
    return ExitCode.LOCAL_FAULT;
  }

  private int bug(String[] arguments, Throwable bug) {
    session.messages().bug(bug);
    return answered(arguments, "internal error: " + Messages.printable(bug.toString()))
        ? NagiosReport.unknownCode()
        : ExitCode.BUG;
  }

  /** The JVM's words for it are the same on every system. */
  private static boolean isWithoutThreads(OutOfMemoryError e) {
    return String.valueOf(e.getMessage()).contains("native thread");
  }

  private static LocalFaultException noThread(OutOfMemoryError e) {
    return new LocalFaultException(
        "the system gives no more threads: see 'ulimit -u' and the limits of the service or"
            + " container",
        e);
  }

  /** Tells a monitoring system what happened, if one is waiting. */
  private boolean answered(String[] arguments, String what) {
    if (!MonitorAnswer.isAwaited(arguments, session.environment())) {
      return false;
    }
    try {
      session.out().write(NagiosReport.unknown(what));
      return true;
    } catch (LocalFaultException | ClosedOutputException e) {
      return false;
    }
  }

  private int parseAndRun(String[] arguments) throws UsageException, LocalFaultException {
    if (plain.isPresent()) {
      String name = plain.get().command();
      Command command = CommandLines.command(name).orElseThrow();
      return run(command, plain.get(), new Properties(), "gcert " + name);
    }
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
      Properties file = Configuration.read(session.environment());
      Configuration.rejectUnknownKeys(
          file, session.environment(), last.commandSpec(), CommandLines::whole);
      return run(command, GivenOptions.of(last), file, last.commandSpec().qualifiedName());
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

  private int run(Command command, GivenOptions line, Properties file, String name)
      throws UsageException, LocalFaultException {
    OptionValues values = new OptionValues(line, session.environment(), file);
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
      throw new UsageException(e.getMessage() + tryHelp(name));
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
      throw new UsageException(
          UsageSentence.of(e) + tryHelp(e.getCommandLine().getCommandSpec().qualifiedName()));
    }
  }

  private static String tryHelp(String name) {
    return "; try '" + name + " --help'";
  }
}
