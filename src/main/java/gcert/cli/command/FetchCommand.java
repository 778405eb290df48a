package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.app.ResultRun;
import gcert.app.RunOutput;
import gcert.app.bulk.Rotations;
import gcert.app.bulk.TargetSource;
import gcert.app.fetch.FetchWriter;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RevocationOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.run.VisitContext;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.trust.requirement.Requirements;
import java.util.List;

/** {@code gcert fetch}: prints the certificate of each target, after checking it. */
public final class FetchCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec("fetch", "Print the certificate of a mail server as PEM.")
        .about(
            "The certificate chain and the host name are checked first: if a check fails, nothing"
                + " is printed and the exit code is 1.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.GROUP,
            FetchOutput.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            RevocationOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            FetchOutput.OUTPUT,
            FetchOutput.FORMAT,
            FetchOutput.CHAIN_OPTION,
            FetchOutput.FULL_CHAIN_OPTION,
            TrustOptions.ROOTS,
            TrustOptions.NAME,
            TrustOptions.INSECURE,
            ConnectionOptions.TIMEOUT,
            BulkOptions.INPUT,
            BulkOptions.MX,
            OutputOptions.VERBOSE,
            OutputOptions.QUIET)
        .example("gcert fetch aspmx.l.google.com", "Print a certificate")
        .example(
            "gcert fetch --chain -o mail.pem mx.example.net",
            "Keep a certificate chain in a file, which changes only when the chain does")
        .example("gcert fetch --format tlsa mx.example.net", "Print the TLSA record for DANE")
        .example("gcert fetch --mx example.net", "Print the certificates of a domain's mail hosts")
        .exit(0, "Every certificate was printed.")
        .exit(1, "A certificate failed a check; it was not printed.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    boolean again =
        values.get(BulkOptions.ALL_ADDRESSES)
            || values.get(BulkOptions.SRV)
            || values.get(BulkOptions.SAMPLES) > 1;
    boolean several =
        again
            || targets.size() != 1
            || values.isSet(BulkOptions.INPUT)
            || values.get(BulkOptions.MX);
    FetchOutput output = FetchOutput.read(values, several, again, session);
    ResultRun run =
        new ResultRun(
            new FetchWriter(output.request()),
            new RunOutput(output.file(), "", session.out()::write),
            session.messages());
    if (BulkOptions.needed(values, targets)) {
      VisitContext context = Assessors.context(values, session);
      Assessor assessor = Assessors.fromContext(context, values, Requirements.none(), session);
      ManyTargets many =
          ManyTargets.readResumable(
              values, session, context, TargetSource.Admission.servers("fetch"));
      return many.assess(targets, assessor, run, Rotations.NONE);
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
