package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.LocalFaultException;
import gcert.app.ResultRun;
import gcert.app.RunOutput;
import gcert.app.roots.RootWriter;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.settings.Assessors;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FileOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TargetOptions;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.target.Target;
import java.util.Optional;

/** {@code gcert roots which TARGET}: the root in which a server's path ends. */
public final class RootsWhichCommand implements Command {
  @Override
  public CommandSpec spec() {
    return new CommandSpec("roots which", "Show which root a server or file chains up to.")
        .about("The exit code is that of gcert check.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            TrustOptions.ROOTS,
            TrustOptions.NAME,
            TargetOptions.PORT,
            ConnectionOptions.TIMEOUT,
            OutputOptions.VERBOSE,
            OutputOptions.QUIET)
        .example("gcert roots which mx.example.net", "Show which root a server chains up to");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Assessor assessor = Assessors.fromOptions(values, session);
    ResultRun run =
        new ResultRun(
            new RootWriter(),
            new RunOutput(Optional.empty(), "", session.out()::write),
            session.messages());
    for (Target target : TargetOptions.read(values)) {
      assessor.assess(target, run);
    }
    return run.finish();
  }
}
