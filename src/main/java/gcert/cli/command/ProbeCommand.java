package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.app.OutputFile;
import gcert.app.RunOutput;
import gcert.app.bulk.EarlierRun;
import gcert.app.bulk.TargetSource;
import gcert.app.probe.ProbeJudging;
import gcert.app.probe.ProbeReport;
import gcert.app.probe.ProbeRun;
import gcert.cli.message.Messages;
import gcert.cli.option.Choice;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.terminal.Session;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.probe.judging.Expectation;
import gcert.probe.judging.MalformedExpectationException;
import gcert.probe.judging.NormProfile;
import gcert.report.Layout;
import gcert.report.ProbeText;
import gcert.run.VisitContext;
import gcert.target.FileTarget;
import gcert.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code gcert probe}: finds out which versions, cipher suites and groups servers take. */
public final class ProbeCommand implements Command {
  private static final int UNWRAPPED = 10_000;
  private static final int LARGEST_EXPECTATION = 4 * 1024 * 1024;

  /** In which form. */
  public static final Option<ProbeReport.Format> FORMAT =
      FormatOption.of(ProbeReport.Format.values());

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              ValueTypes.FILE,
              "Replace FILE atomically by the report; say 'updated' or 'unchanged'.")
          .briefly("Write the report to FILE.");

  /** The norms. */
  public static final Option<List<NormProfile>> PROFILE =
      Option.commaList(
              "--profile",
              "NORM",
              Choice.of(NormProfile.values()),
              "Grade what was found by a norm: "
                  + String.join(", ", Choice.of(NormProfile.values()).words())
                  + ". Exit code 7 if something is insufficient.")
          .briefly("Grade what was found by a norm.");

  /** The file that says what is expected. */
  public static final Option<Optional<Path>> EXPECT =
      Option.value(
              "--expect",
              "FILE",
              ValueTypes.FILE,
              "Compare with FILE, which --format expect has written. Exit code 7 if something"
                  + " differs.")
          .briefly("Compare with what FILE expects.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "probe",
            "Find out which TLS versions, cipher suites, groups and certificates servers accept.")
        .about(
            "Opens a connection for each cipher suite that a server accepts, and some 70 more, two at"
                + " a time (--per-host). The exit code is 0 if everything could be found out, and nothing differs"
                + " from --expect or is insufficient by --profile.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.WITHOUT_RESUME,
            new OptionGroup("Judging", PROFILE, EXPECT),
            new OptionGroup("Output", FORMAT, OUTPUT),
            ConnectionOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            PROFILE,
            EXPECT,
            FORMAT,
            OUTPUT,
            TargetOptions.GMAIL,
            BulkOptions.INPUT,
            BulkOptions.MX,
            ConnectionOptions.TIMEOUT,
            OutputOptions.VERBOSE,
            OutputOptions.QUIET)
        .example("gcert probe aspmx.l.google.com", "Find out what a mail server accepts")
        .example("gcert probe --profile rfc9325 mx.example.net", "Grade it by a norm")
        .example(
            "gcert probe --format expect -o mx.expect mx.example.net",
            "Write down what a server accepts")
        .example(
            "gcert probe --expect mx.expect mx.example.net", "Say later what differs from that");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    if (targets.stream().anyMatch(FileTarget.class::isInstance)) {
      throw new UsageException("probe takes servers, not files");
    }
    Optional<OutputFile> file = OutputOptions.readFile(OUTPUT, values);
    ProbeReport report =
        new ProbeReport(
            values.get(FORMAT), new ProbeText(readLayout(values, session, file.isPresent())));
    VisitContext context = Assessors.context(values, session);
    ProbeRun run =
        new ProbeRun(
            context,
            values.get(BulkOptions.PER_HOST),
            values.get(BulkOptions.ALL_ADDRESSES),
            new ProbeJudging(values.get(PROFILE), readExpectation(values)),
            report,
            new RunOutput(file, report.separator(), session.out()::write),
            session.messages());
    return ManyTargets.readOnePerHost(
            values, session, context, TargetSource.Admission.servers("probe"))
        .run(targets, EarlierRun.none(), run::work, run);
  }

  private static Optional<Expectation> readExpectation(OptionValues values)
      throws UsageException, LocalFaultException {
    Optional<Path> file = values.get(EXPECT);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] content = UserFile.read(file.get(), LARGEST_EXPECTATION);
      return Optional.of(Expectation.parse(new String(content, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw fault(file.get(), IoFault.describe(e));
    } catch (MalformedExpectationException e) {
      throw fault(file.get(), String.valueOf(e.getMessage()));
    }
  }

  private static LocalFaultException fault(Path file, String what) {
    return new LocalFaultException(
        "--expect: " + Messages.printable(file.toString()) + ": " + what);
  }

  private static Layout readLayout(OptionValues values, Session session, boolean toFile)
      throws UsageException {
    Layout screen = LayoutOptions.read(values, session);
    boolean wrapped =
        !toFile && (session.out().isTerminal() || session.environment().containsKey("COLUMNS"));
    boolean colour =
        toFile ? values.get(LayoutOptions.COLOR) == LayoutOptions.Colour.ALWAYS : screen.colour();
    return new Layout(wrapped ? screen.columns() : UNWRAPPED, colour, screen.unicode());
  }
}
