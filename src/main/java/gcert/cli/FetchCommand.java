package gcert.cli;

import gcert.target.ServerTarget;
import gcert.target.Target;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert fetch}: prints the certificate of each target, after checking it. */
final class FetchCommand implements Command {
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
    FetchOutput.declare(spec);
    ConnectionOptions.declare(spec);
    TrustOptions.declare(spec);
    OutputOptions.declareDialogue(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    FetchOutput output = FetchOutput.read(values, targets.size());
    Assessor assessor = Assessors.fromOptions(values, session);
    FetchRun run = new FetchRun(output, values.flag("--insecure"), session);
    for (Target target : targets) {
      if (!(target instanceof ServerTarget server)) {
        throw new UsageException("fetch takes servers, not files");
      }
      assessor.assess(server, run);
    }
    return run.finish();
  }
}
