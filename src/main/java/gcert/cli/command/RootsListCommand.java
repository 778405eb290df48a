package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.cli.option.LayoutOptions;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputOptions;
import gcert.cli.option.RootsOptions;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.report.Layout;
import gcert.report.RootsReport;
import gcert.roots.RootsUpdate;
import gcert.trust.AnchorStore;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert roots list}: every root of a set. */
public final class RootsListCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandLines.spec(this, "list", "Lists every root of a set.");
    RootsOptions.group()
        .value("--format", "FORMAT", "One of text (the default), json, pem.")
        .addTo(spec);
    OutputOptions.declareMessages(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    String format = values.choice("--format", "text", "json", "pem");
    AnchorStore store = RootsOptions.read(values, session);
    List<Certificate> roots = RootsUpdate.certificates(store);
    switch (format) {
      case "json" ->
          session.out().write(RootsReport.json(roots, store.name(), RootsOptions.taken(store)));
      case "pem" -> session.out().write(RootsReport.pem(roots));
      default -> {
        Layout layout = LayoutOptions.read(values, session);
        session
            .out()
            .write(
                new RootsReport(layout).list(roots)
                    + layout.text(RootsOptions.summary(store))
                    + "\n");
      }
    }
    return ExitCode.OK;
  }
}
