package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.roots.RootSets;
import gcert.app.roots.RootsChanges;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Parameter;
import gcert.cli.option.UsageException;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.RootsOptions;
import gcert.cli.terminal.Session;
import gcert.report.Layout;
import gcert.roots.RootsUpdate;
import gcert.trust.AnchorStore;

/** {@code gcert roots diff FILE}: what a file of roots has, and the set in use has not. */
public final class RootsDiffCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec("roots diff", "Compare the root set with a file of roots.")
        .about("- marks a root that is only in the set, + one that is only in FILE.")
        .takes(new Parameter("FILE", false, Completion.FILES, "PEM certificates, or one in DER."))
        .options(RootsOptions.GROUP, LayoutOptions.GROUP, OutputOptions.MESSAGES)
        .example("gcert roots diff --roots system ca.pem", "Compare the system's roots with a file")
        .exit(0, "Both hold the same roots.")
        .exit(7, "They differ.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Layout layout = LayoutOptions.read(values, session);
    AnchorStore used = RootsOptions.read(values, session);
    AnchorStore other = RootSets.readFile(values.parameters().get(0));
    RootsChanges changes =
        RootsChanges.between(RootsUpdate.certificates(used), RootsUpdate.certificates(other));
    session.out().write(changes.text(layout) + changes.summary() + "\n");
    return changes.none() ? ExitCode.OK : ExitCode.DIFFERS;
  }
}
