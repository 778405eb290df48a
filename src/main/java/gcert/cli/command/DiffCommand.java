package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.app.diff.DiffRun;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.report.DiffJson;
import gcert.report.DiffReport;
import gcert.report.Layout;
import gcert.target.Target;
import java.util.List;

/** {@code gcert diff}: says whether two certificates differ by a renewal or by more. */
public final class DiffCommand implements Command {
  /** The forms of the comparison. */
  public enum Format {
    TEXT,
    JSON
  }

  private static final Option<Format> FORMAT = FormatOption.of(Format.values());

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "diff", "Compare the certificates of two servers or files: same, renewed, or changed.")
        .about(
            "A TARGET may also be the path of a file, file:PATH, or - for standard input: PEM, DER,"
                + " PKCS#7, PKCS#12 or JKS.")
        .about("The certificates are compared, not checked.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            new OptionGroup("Output", FORMAT),
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            FORMAT,
            TrustOptions.ROOTS,
            FileOptions.PASSWORD_FILE,
            ConnectionOptions.TIMEOUT,
            LayoutOptions.COLOR,
            OutputOptions.VERBOSE)
        .example("gcert diff mx1.example.net mx2.example.net", "Compare two servers")
        .example("gcert diff old.pem mx.example.net", "Compare a file with a server")
        .exit(0, "The certificates are the same, or differ as a renewal explains.")
        .exit(7, "They differ by more than a renewal.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    if (targets.size() != 2) {
      throw new UsageException("diff takes two targets, not " + targets.size());
    }
    boolean json = values.get(FORMAT) == Format.JSON;
    Layout layout = LayoutOptions.read(values, session);
    DiffRun run = new DiffRun(Assessors.fromOptions(values, session), session.messages());
    DiffRun.Outcome outcome = run.run(targets.get(0), targets.get(1));
    if (outcome.compared().isPresent()) {
      DiffRun.Compared compared = outcome.compared().get();
      if (json) {
        session
            .out()
            .write(
                DiffJson.line(
                    compared.before(),
                    compared.after(),
                    compared.comparison(),
                    outcome.exitCode()));
      } else {
        session
            .out()
            .write(
                new DiffReport(layout).of(targets.get(0), targets.get(1), compared.comparison()));
      }
    }
    return outcome.exitCode();
  }
}
