package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.app.OutputFile;
import gcert.app.RunOutput;
import gcert.app.bulk.EarlierRun;
import gcert.app.bulk.TargetSource;
import gcert.app.probe.ProbeReport;
import gcert.app.probe.ProbeRun;
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
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.terminal.Session;
import gcert.report.Layout;
import gcert.report.ProbeText;
import gcert.run.VisitContext;
import gcert.target.FileTarget;
import gcert.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code gcert probe}: finds out which versions, cipher suites and groups servers take. */
public final class ProbeCommand implements Command {
  private static final int UNWRAPPED = 10_000;

  /** In which form. */
  public static final Option<ProbeReport.Format> FORMAT =
      Option.value(
              "--format",
              "FORMAT",
              Choice.of(ProbeReport.Format.values()),
              "text",
              "One of " + String.join(", ", Choice.of(ProbeReport.Format.values()).words()) + ".")
          .briefly("Print text, json or nagios.")
          .shorthand("--json", "json");

  /** The file to replace. */
  public static final Option<Optional<Path>> OUTPUT =
      Option.value(
              "-o --output",
              "FILE",
              ValueTypes.FILE,
              "Replace FILE atomically by the report; say 'updated' or 'unchanged'.")
          .briefly("Write the report to FILE.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "probe",
            "Find out which TLS versions, cipher suites, groups and certificates servers accept.")
        .about(
            "Opens a connection for each cipher suite that a server accepts, and some 50 more, one at"
                + " a time. The exit code is 0 if everything could be found out.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.WITHOUT_RESUME,
            new OptionGroup("Output", FORMAT, OUTPUT),
            ConnectionOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .example("gcert probe aspmx.l.google.com", "Find out what a mail server accepts");
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
            report,
            new RunOutput(file, report.separator(), session.out()::write),
            session.messages());
    return ManyTargets.read(values, session, context, TargetSource.Admission.servers("probe"))
        .run(targets, EarlierRun.none(), run::work, run);
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
