package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
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
import gcert.failure.Escaped;
import gcert.report.Result;
import gcert.target.Target;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
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
        .example("gcert roots which mx.example.net", "Show which root vouches for a server");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    Assessor assessor = Assessors.fromOptions(values, session);
    Worst worst = new Worst();
    for (Target target : TargetOptions.read(values)) {
      assessor.assess(target, result -> tell(result, session, worst));
    }
    return worst.code;
  }

  /** The worst exit code so far. */
  private static final class Worst {
    private int code = ExitCode.OK;
  }

  private static void tell(Result result, Session session, Worst worst) throws LocalFaultException {
    worst.code = ExitCode.worse(worst.code, result.exitCode());
    Optional<Anchor> anchor = result.verdict().flatMap(Verdict::anchor);
    if (anchor.isPresent()) {
      session
          .out()
          .write(
              Escaped.of(result.observation().target().text())
                  + ": "
                  + Escaped.of(anchor.get().certificate().subject())
                  + " ("
                  + Escaped.of(anchor.get().source())
                  + ", "
                  + anchor.get().certificate().sha256()
                  + ")\n");
    }
    if (result.exitCode() == ExitCode.BAD_CERTIFICATE && result.verdict().isPresent()) {
      session.messages().judgedBad(result.observation(), result.verdict().get());
    } else if (!result.holds() && result.observation().failure().isPresent()) {
      session.messages().failed(result.observation(), result.observation().failure().get());
    }
  }
}
