package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.cli.option.Assessors;
import gcert.cli.option.ConnectionOptions;
import gcert.cli.option.FileOptions;
import gcert.cli.option.LayoutOptions;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputOptions;
import gcert.cli.option.TargetOptions;
import gcert.cli.option.TrustOptions;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.report.ShowReport;
import gcert.target.Target;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert show}: describes the certificates of servers and files to a person. */
public final class ShowCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandLines.spec(
            this,
            "show",
            "Describes the certificate of a mail server or a file to a person.",
            "A TARGET may also be file:PATH, or - for standard input: PEM, DER, PKCS#7, PKCS#12 or"
                + " JKS.",
            "The verdict is part of the description: the exit code is 0 whenever there was a"
                + " certificate to describe. For an exit code by the verdict take gcert check.");
    TargetOptions.declare(spec);
    ShowOutput.declare(spec);
    FileOptions.declare(spec);
    ConnectionOptions.declare(spec);
    TrustOptions.declare(spec);
    LayoutOptions.declare(spec);
    OutputOptions.declareDialogue(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    ShowReport report =
        new ShowReport(LayoutOptions.read(values, session), TrustOptions.readName(values));
    ShowOutput output = new ShowOutput(ShowOutput.readFormat(values), report, session);
    Assessor assessor = Assessors.fromOptions(values, session);
    for (Target target : targets) {
      assessor.assess(target, output);
    }
    return output.exitCode();
  }
}
