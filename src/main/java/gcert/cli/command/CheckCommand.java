package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.DaneDirectory;
import gcert.app.LocalFaultException;
import gcert.app.TargetSource;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.DaneOptions;
import gcert.cli.settings.DemandOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.run.Means;
import gcert.target.Target;
import java.util.List;
import java.util.Optional;

/** {@code gcert check}: judges each target, and reports in a form for persons or programs. */
public final class CheckCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "check",
            "Judges the certificates of mail servers: the verdict first, then the reasons.")
        .about(
            "A TARGET may also be file:PATH, or - for standard input: PEM, DER, PKCS#7, PKCS#12 or"
                + " JKS.")
        .about("The exit code is that of the worst verdict.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.GROUP,
            BulkOptions.ROTATIONS,
            CheckOutput.GROUP,
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            DemandOptions.GROUP,
            DaneOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE);
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    CheckOutput output = CheckOutput.read(values, session);
    CheckRun run = new CheckRun(output, session);
    Optional<DaneDirectory> dane = DaneOptions.read(values, session);
    if (BulkOptions.needed(values, targets)) {
      Means means = Assessors.means(values, dane, session);
      Assessor assessor =
          Assessors.fromMeans(means, values, DemandOptions.read(values), dane, session);
      return new BulkCommand(values, session, means, assessor, run, output.readRotations(values))
          .run(targets, TargetSource.Admission.all());
    }
    Assessor assessor = Assessors.fromOptions(values, DemandOptions.read(values), dane, session);
    for (Target target : targets) {
      assessor.assess(target, run);
    }
    return run.finish();
  }
}
