package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.app.ResultRun;
import gcert.app.RunOutput;
import gcert.app.show.ShowWriter;
import gcert.cli.option.Choice;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.report.ShowReport;
import gcert.target.Target;
import java.util.List;
import java.util.Optional;

/** {@code gcert show}: describes the certificates of servers and files to a person. */
public final class ShowCommand implements Command {
  /** In which form. */
  public static final Option<ShowWriter.Format> FORMAT =
      Option.value(
              "--format",
              "FORMAT",
              Choice.of(ShowWriter.Format.values()),
              "text",
              "One of text, json, pem (all certificates in the order received).")
          .briefly("Print text, json or pem.")
          .shorthand("--json", "json");

  /** How is described. */
  public static final OptionGroup GROUP = new OptionGroup("Output", FORMAT);

  @Override
  public CommandSpec spec() {
    return new CommandSpec("show", "Show a certificate in readable form.")
        .about(
            "A TARGET may also be the path of a file, file:PATH, or - for standard input: PEM, DER,"
                + " PKCS#7, PKCS#12 or JKS.")
        .about(
            "The exit code is 0 whenever there was a certificate to show, whatever the verdict. To"
                + " get an exit code that reflects the verdict, use gcert check.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            GROUP,
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            FORMAT,
            TrustOptions.ROOTS,
            TrustOptions.NAME,
            TrustOptions.AT,
            FileOptions.PASSWORD_FILE,
            ConnectionOptions.TIMEOUT,
            LayoutOptions.COLOR,
            OutputOptions.VERBOSE)
        .example("gcert show mx.example.net", "Show what a server presents")
        .example("gcert show mail.pem", "Show a file")
        .example("gcert show --format pem mx.example.net", "Print all certificates as received")
        .exit(0, "Every certificate was shown.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    ShowReport report =
        new ShowReport(LayoutOptions.read(values, session), TrustOptions.readName(values));
    ShowWriter.Format format = values.get(FORMAT);
    ResultRun run =
        new ResultRun(
            new ShowWriter(format, report),
            new RunOutput(Optional.empty(), ShowWriter.separator(format), session.out()::write),
            session.messages());
    Assessor assessor = Assessors.fromOptions(values, session);
    for (Target target : targets) {
      assessor.assess(target, run);
    }
    return run.finish();
  }
}
