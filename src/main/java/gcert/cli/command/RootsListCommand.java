package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.roots.RootSetSummary;
import gcert.certificate.Certificate;
import gcert.cli.option.Choice;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RootsOptions;
import gcert.cli.terminal.Session;
import gcert.report.Layout;
import gcert.report.RootsReport;
import gcert.roots.RootsUpdate;
import gcert.trust.AnchorStore;
import java.util.List;

/** {@code gcert roots list}: every root of a set. */
public final class RootsListCommand implements Command {
  /** The forms of the list. */
  public enum Format {
    TEXT,
    JSON,
    PEM
  }

  private static final Option<Format> FORMAT =
      Option.value(
              "--format", "FORMAT", Choice.of(Format.values()), "text", "One of text, json, pem.")
          .shorthand("--json", "json");

  @Override
  public CommandSpec spec() {
    return new CommandSpec("roots list", "List the roots of a set.")
        .options(RootsOptions.GROUP.and(FORMAT), OutputOptions.MESSAGES)
        .example("gcert roots list --roots system", "List the system's roots")
        .example("gcert roots list --format pem > roots.pem", "Save the bundled roots");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Format format = values.get(FORMAT);
    AnchorStore store = RootsOptions.read(values, session);
    List<Certificate> roots = RootsUpdate.certificates(store);
    switch (format) {
      case JSON ->
          session
              .out()
              .write(RootsReport.json(roots, store.name(), RootSetSummary.of(store).taken()));
      case PEM -> session.out().write(RootsReport.pem(roots));
      case TEXT -> {
        session.out().write(new RootsReport(layout(values, session)).list(roots));
        session.messages().rootSet(RootSetSummary.of(store).text());
      }
    }
    return ExitCode.OK;
  }

  /** A program that reads the list finds a root on one line, however long. */
  private static Layout layout(OptionValues values, Session session) throws UsageException {
    Layout layout = LayoutOptions.read(values, session);
    boolean screen = session.out().isTerminal() || session.environment().containsKey("COLUMNS");
    return screen ? layout : new Layout(Integer.MAX_VALUE, layout.colour(), layout.unicode());
  }
}
