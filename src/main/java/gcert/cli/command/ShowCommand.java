package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.cli.option.CommandSpec;
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

/** {@code gcert show}: describes the certificates of servers and files to a person. */
public final class ShowCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "show", "Describes the certificate of a mail server or a file to a person.")
        .about(
            "A TARGET may also be file:PATH, or - for standard input: PEM, DER, PKCS#7, PKCS#12 or"
                + " JKS.")
        .about(
            "The verdict is part of the description: the exit code is 0 whenever there was a"
                + " certificate to describe. For an exit code by the verdict take gcert check.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            ShowOutput.GROUP,
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE);
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    ShowReport report =
        new ShowReport(LayoutOptions.read(values, session), TrustOptions.readName(values));
    ShowOutput output = new ShowOutput(values.get(ShowOutput.FORMAT), report, session);
    Assessor assessor = Assessors.fromOptions(values, session);
    for (Target target : targets) {
      assessor.assess(target, output);
    }
    return output.exitCode();
  }
}
