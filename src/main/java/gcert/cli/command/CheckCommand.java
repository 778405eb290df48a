package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.app.TargetSource;
import gcert.cli.option.Assessors;
import gcert.cli.option.BulkOptions;
import gcert.cli.option.ConnectionOptions;
import gcert.cli.option.DemandOptions;
import gcert.cli.option.FileOptions;
import gcert.cli.option.LayoutOptions;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputOptions;
import gcert.cli.option.TargetOptions;
import gcert.cli.option.TrustOptions;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.run.Means;
import gcert.target.Target;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert check}: judges each target, and reports in a form for persons or programs. */
public final class CheckCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandLines.spec(
            this,
            "check",
            "Judges the certificates of mail servers: the verdict first, then the reasons.",
            "A TARGET may also be file:PATH, or - for standard input: PEM, DER, PKCS#7, PKCS#12 or"
                + " JKS.",
            "The exit code is that of the worst verdict.");
    TargetOptions.declare(spec);
    BulkOptions.declare(spec);
    BulkOptions.declareRotation(spec);
    CheckOutput.declare(spec);
    FileOptions.declare(spec);
    ConnectionOptions.declare(spec);
    TrustOptions.declare(spec);
    DemandOptions.declare(spec);
    LayoutOptions.declare(spec);
    OutputOptions.declareDialogue(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    CheckOutput output = CheckOutput.read(values, session);
    CheckRun run = new CheckRun(output, session);
    if (BulkOptions.needed(values, targets)) {
      Means means = Assessors.means(values, session);
      Assessor assessor = Assessors.fromMeans(means, values, DemandOptions.read(values), session);
      return new BulkCommand(values, session, means, assessor, run, output.readRotations(values))
          .run(targets, TargetSource.Admission.all());
    }
    Assessor assessor = Assessors.fromOptions(values, DemandOptions.read(values), session);
    for (Target target : targets) {
      assessor.assess(target, run);
    }
    return run.finish();
  }
}
