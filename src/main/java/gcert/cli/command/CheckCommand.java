package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.DaneDirectory;
import gcert.app.LocalFaultException;
import gcert.app.ResultRun;
import gcert.app.RunOutput;
import gcert.app.StsDirectory;
import gcert.app.bulk.Rotations;
import gcert.app.bulk.TargetSource;
import gcert.app.check.CheckWriter;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.BulkOptions;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.DaneOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RequirementOptions;
import gcert.cli.settings.RevocationOptions;
import gcert.cli.settings.StsOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.run.VisitContext;
import gcert.target.Target;
import java.util.List;
import java.util.Optional;

/** {@code gcert check}: judges each target, and reports in a form for persons or programs. */
public final class CheckCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec("check", "Check the certificates of mail servers.")
        .about("The verdict comes first, then the reasons.")
        .about(
            "A TARGET may also be the path of a file, file:PATH, or - for standard input: PEM, DER,"
                + " PKCS#7, PKCS#12 or JKS.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            BulkOptions.GROUP,
            BulkOptions.ROTATIONS,
            CheckOutput.GROUP,
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            RevocationOptions.GROUP,
            RequirementOptions.GROUP,
            DaneOptions.GROUP,
            StsOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            RequirementOptions.EXPIRES_WITHIN,
            RequirementOptions.PIN,
            RequirementOptions.REQUIRE,
            CheckOutput.FORMAT,
            CheckOutput.OUTPUT,
            TrustOptions.ROOTS,
            TrustOptions.NAME,
            TrustOptions.STRICT,
            ConnectionOptions.TIMEOUT,
            BulkOptions.INPUT,
            BulkOptions.MX,
            OutputOptions.QUIET)
        .example("gcert check mx.example.net imaps://imap.example.net", "Check two servers")
        .example(
            "gcert check -q --expires-within 14d --input hosts.txt",
            "Check a list from cron: print failures and certificates that expire soon")
        .example(
            "gcert check --format nagios --expires-within 21d,7d mx.example.net",
            "Run as a plugin of Nagios or Icinga")
        .example(
            "gcert check --name mx.example.net 192.0.2.25",
            "Check a new server before the DNS points to it")
        .example("gcert check --strict mail.pem", "Check a file")
        .exit(0, "Every certificate passed every check.")
        .exit(1, "A certificate failed a check.")
        .exit(6, "Every certificate passed, but one expires within the time of --expires-within.")
        .exit(7, "The certificates of a host differ as a rotation does not explain.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    CheckOutput output = CheckOutput.read(values, session);
    Rotations rotations = output.readRotations(values);
    ResultRun run =
        new ResultRun(
            new CheckWriter(output.report(), output.isDivisible(), !output.isReadByPersons()),
            new RunOutput(output.file(), output.separator(), session.out()::write),
            session.messages());
    Optional<DaneDirectory> dane = DaneOptions.read(values, session);
    Optional<StsDirectory> sts = StsOptions.read(values, session);
    if (BulkOptions.needed(values, targets)) {
      VisitContext context = Assessors.context(values, dane, session);
      Assessor assessor =
          Assessors.fromContext(
              context, values, RequirementOptions.read(values), dane, sts, session);
      return ManyTargets.readResumable(values, session, context, TargetSource.Admission.all())
          .assess(targets, assessor, run, rotations);
    }
    Assessor assessor =
        Assessors.fromOptions(values, RequirementOptions.read(values), dane, sts, session);
    for (Target target : targets) {
      assessor.assess(target, run);
    }
    return run.finish();
  }
}
