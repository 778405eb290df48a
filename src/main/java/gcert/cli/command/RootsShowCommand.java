package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.roots.RootSearch;
import gcert.cli.message.Messages;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Parameter;
import gcert.cli.option.UsageException;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RootsOptions;
import gcert.cli.terminal.Session;
import gcert.report.RootsReport;
import gcert.trust.Anchor;
import java.util.List;

/** {@code gcert roots show NAME}: the roots of a name in full. */
public final class RootsShowCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "roots show",
            "Show the roots with NAME in their subject, or whose SHA-256 starts with it.")
        .takes(
            new Parameter(
                "NAME",
                false,
                Completion.NOTHING,
                "Part of the name, or the start of a fingerprint."))
        .options(RootsOptions.GROUP, LayoutOptions.GROUP, OutputOptions.MESSAGES)
        .example("gcert roots show 'GTS Root R1'", "Show a root by its name");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    String name = values.parameters().get(0);
    RootsReport report = new RootsReport(LayoutOptions.read(values, session));
    List<Anchor> found = RootSearch.find(RootsOptions.read(values, session), name);
    if (found.isEmpty()) {
      throw new UsageException(
          "no root is called '" + Messages.printable(name) + "'; 'gcert roots list' names them");
    }
    String gap = "";
    for (Anchor root : found) {
      session.out().write(gap + report.details(root));
      gap = "\n";
    }
    return ExitCode.OK;
  }
}
