package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.app.TargetSource;
import gcert.cli.option.Assessors;
import gcert.cli.option.BulkOptions;
import gcert.cli.option.ConnectionOptions;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputOptions;
import gcert.cli.option.TargetOptions;
import gcert.cli.option.TrustOptions;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.run.Means;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.trust.Demands;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert fetch}: prints the certificate of each target, after checking it. */
public final class FetchCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandLines.spec(
            this,
            "fetch",
            "Prints the certificate of a mail server as PEM.",
            "The chain and the host name are checked first: when the check fails, nothing is"
                + " printed and the exit code is 1.");
    TargetOptions.declare(spec);
    BulkOptions.declare(spec);
    FetchOutput.declare(spec);
    ConnectionOptions.declare(spec);
    TrustOptions.declare(spec);
    OutputOptions.declareDialogue(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    FetchOutput output = FetchOutput.read(values, BulkOptions.needed(values, targets) ? 2 : 1);
    FetchRun run =
        new FetchRun(output, values.flag("--insecure"), values.text("--cert").isPresent(), session);
    if (BulkOptions.needed(values, targets)) {
      Means means = Assessors.means(values, session);
      Assessor assessor = Assessors.fromMeans(means, values, Demands.none(), session);
      return new BulkCommand(values, session, means, assessor, run, BulkCommand.Rotations.NONE)
          .run(targets, TargetSource.Admission.servers("fetch"));
    }
    Assessor assessor = Assessors.fromOptions(values, session);
    for (Target target : targets) {
      if (!(target instanceof ServerTarget server)) {
        throw new UsageException("fetch takes servers, not files");
      }
      assessor.assess(server, run);
    }
    return run.finish();
  }
}
