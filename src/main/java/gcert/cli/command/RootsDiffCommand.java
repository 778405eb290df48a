package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.RootsChanges;
import gcert.cli.message.Messages;
import gcert.cli.option.LayoutOptions;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputOptions;
import gcert.cli.option.Positionals;
import gcert.cli.option.RootsOptions;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.report.Layout;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.roots.RootsUpdate;
import gcert.trust.AnchorStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert roots diff FILE}: what a file of roots has, and the set in use has not. */
public final class RootsDiffCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandLines.spec(
            this,
            "diff",
            "Compares the set with a file of roots: - only in the set, + only in FILE. The exit"
                + " code is 7 when they differ.");
    spec.addPositional(Positionals.one("FILE", "PEM certificates, or one in DER."));
    RootsOptions.declare(spec);
    LayoutOptions.declare(spec);
    OutputOptions.declareMessages(spec);
    return spec;
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Layout layout = LayoutOptions.read(values, session);
    AnchorStore used = RootsOptions.read(values, session);
    AnchorStore other = readFile(values.parameters().get(0));
    RootsChanges changes =
        RootsChanges.between(RootsUpdate.certificates(used), RootsUpdate.certificates(other));
    session.out().write(changes.text(layout) + changes.summary() + "\n");
    return changes.none() ? ExitCode.OK : ExitCode.DIFFERS;
  }

  public static AnchorStore readFile(String file) throws LocalFaultException {
    try {
      return FileRoots.read(Path.of(file));
    } catch (RootsException e) {
      throw new LocalFaultException(String.valueOf(e.getMessage()), e);
    } catch (InvalidPathException e) {
      throw new LocalFaultException(Messages.printable(file) + ": is not a path on this system", e);
    }
  }
}
