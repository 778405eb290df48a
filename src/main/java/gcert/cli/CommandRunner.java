package gcert.cli;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.command.CommandLines;
import gcert.cli.manual.HelpText;
import gcert.cli.manual.Topics;
import gcert.cli.manual.Version;
import gcert.cli.message.Messages;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Configuration;
import gcert.cli.option.GivenOptions;
import gcert.cli.option.Misspelling;
import gcert.cli.option.OptionValues;
import gcert.cli.option.PicocliModel;
import gcert.cli.option.StandardOptions;
import gcert.cli.option.UsageException;
import gcert.cli.option.UsageSentence;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.terminal.ClosedOutputException;
import gcert.cli.terminal.Session;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.InternalFault;
import gcert.log.LogSwitch;
import gcert.report.NagiosReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses a command line, runs the command it names, and turns what happens into an exit code. */
public final class CommandRunner {
  private final Session session;

  /** Makes one. */
  public CommandRunner(Session session) {
    this.session = session;
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
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      Failure failure = InternalFault.of(e);
      return failure.category() == Category.LOCAL
          ? faulted(arguments, shortage(failure, e))
          : bug(arguments, e);
    }
  }

  private static LocalFaultException shortage(Failure failure, Throwable cause) {
    return new LocalFaultException(
        failure.what() + failure.hint().map(hint -> "; " + hint).orElse(""), cause);
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
    if (arguments.length == 0) {
      session.messages().help(help(CommandLines.program(), true));
      return ExitCode.USAGE;
    }
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      session.out().write(Version.text());
      return ExitCode.OK;
    }
    if (arguments[0].equals("help")) {
      session.out().write(explain(List.of(arguments).subList(1, arguments.length)));
      return ExitCode.OK;
    }
    if (arguments[0].equals("--help") && arguments.length > 1) {
      session.out().write(explain(List.of(arguments)));
      return ExitCode.OK;
    }
    ParseResult last = parse(CommandLines.toRun(arguments), arguments);
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec spec = PicocliModel.declared(last.commandSpec().commandLine());
    GivenOptions line = PicocliModel.given(last);
    if (line.has(StandardOptions.HELP) || line.has(StandardOptions.SHORT_HELP)) {
      session.out().write(help(spec, !line.has(StandardOptions.HELP)));
      return ExitCode.OK;
    }
    if (line.has(StandardOptions.VERSION)) {
      session.out().write(Version.text());
      return ExitCode.OK;
    }
    if (spec.name().isEmpty()) {
      throw new UsageException("no command given; try 'gcert fetch HOST' or 'gcert --help'");
    }
    requireParameters(spec, line);
    Configuration file = Configuration.read(session.environment());
    file.rejectUnknownKeys(CommandLines::specs);
    return run(spec, line, file);
  }

  private String help(CommandSpec spec, boolean brief) {
    int columns = LayoutOptions.columns(session);
    List<CommandSpec> members = CommandLines.members(spec.name());
    return brief ? HelpText.brief(spec, members, columns) : HelpText.whole(spec, members, columns);
  }

  /** The help on the command or topic whose name stands behind {@code help}. */
  private String explain(List<String> names) throws UsageException {
    CommandSpec found = CommandLines.program();
    List<String> path = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith("-")) {
        continue;
      }
      path.add(name);
      String wanted = String.join(" ", path);
      Optional<Map<String, String>> topic = Topics.find(wanted);
      if (topic.isPresent()) {
        return HelpText.topic(topic.get(), LayoutOptions.columns(session));
      }
      List<CommandSpec> members = CommandLines.members(found.name());
      Optional<CommandSpec> member =
          members.stream().filter(command -> command.name().equals(wanted)).findFirst();
      if (member.isEmpty()) {
        throw new UsageException(unknown(name, found, members));
      }
      found = member.get();
    }
    return help(found, false);
  }

  private static String unknown(String name, CommandSpec family, List<CommandSpec> members) {
    List<String> words = new ArrayList<>();
    members.forEach(member -> words.add(member.name().substring(member.name().indexOf(' ') + 1)));
    if (family.name().isEmpty()) {
      words.addAll(Topics.names());
    }
    return "unknown command '"
        + Messages.printable(name)
        + "'"
        + Misspelling.of(name, words).map(meant -> "; did you mean '" + meant + "'?").orElse("")
        + "; try 'gcert --help'";
  }

  private int run(CommandSpec spec, GivenOptions line, Configuration file)
      throws UsageException, LocalFaultException {
    OptionValues values = new OptionValues(line, spec, session.environment(), file);
    boolean logs = values.get(OutputOptions.DEBUG);
    session.messages().configure(values.get(OutputOptions.QUIET), logs);
    if (logs) {
      LogSwitch.on(session.messages()::logged);
    }
    try {
      return CommandLines.named(spec.name()).run(values, session);
    } catch (UsageException e) {
      throw new UsageException(e.getMessage() + tryHelp(spec.qualifiedName()));
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

  private static void requireParameters(CommandSpec spec, GivenOptions line) throws UsageException {
    try {
      PicocliModel.requireParameters(spec, line);
    } catch (UsageException e) {
      throw new UsageException(e.getMessage() + tryHelp(spec.qualifiedName()));
    }
  }

  private static String tryHelp(String name) {
    return "; try '" + name + " --help'";
  }
}
