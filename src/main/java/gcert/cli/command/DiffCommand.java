package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.cli.option.Choice;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
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
import gcert.comparison.Comparison;
import gcert.failure.Failure;
import gcert.report.DiffJson;
import gcert.report.DiffReport;
import gcert.report.Layout;
import gcert.report.Result;
import gcert.target.Target;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code gcert diff}: says whether two certificates differ by a renewal or by more. */
public final class DiffCommand implements Command {
  /** The forms of the comparison. */
  public enum Format {
    TEXT,
    JSON
  }

  private static final Option<Format> FORMAT =
      Option.value("--format", "FORMAT", Choice.of(Format.values()), "text", "One of text, json.")
          .briefly("Print text or json.")
          .shorthand("--json", "json");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "diff", "Compare the certificates of two servers or files: same, renewed, or changed.")
        .about(
            "A TARGET may also be the path of a file, file:PATH, or - for standard input: PEM, DER,"
                + " PKCS#7, PKCS#12 or JKS.")
        .about("The certificates are compared, not judged.")
        .takes(TargetOptions.TARGETS)
        .options(
            TargetOptions.GROUP,
            new OptionGroup("Output", FORMAT),
            FileOptions.GROUP,
            ConnectionOptions.GROUP,
            TrustOptions.GROUP,
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(
            FORMAT,
            TrustOptions.ROOTS,
            FileOptions.PASSWORD_FILE,
            ConnectionOptions.TIMEOUT,
            LayoutOptions.COLOR,
            OutputOptions.VERBOSE)
        .example("gcert diff mx1.example.net mx2.example.net", "Compare two servers")
        .example("gcert diff old.pem mx.example.net", "Compare a file with a server")
        .exit(0, "The certificates are the same, or differ as a renewal explains.")
        .exit(7, "They differ by more than a renewal.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Target> targets = TargetOptions.read(values);
    if (targets.size() != 2) {
      throw new UsageException("diff takes two targets, not " + targets.size());
    }
    boolean json = values.get(FORMAT) == Format.JSON;
    Layout layout = LayoutOptions.read(values, session);
    Assessor assessor = Assessors.fromOptions(values, session);
    List<Result> results = new ArrayList<>();
    for (Target target : targets) {
      assessor.assess(target, results::add);
    }
    int code = failure(results, session);
    if (code != ExitCode.OK) {
      return code;
    }
    Result before = results.get(0);
    Result after = results.get(1);
    Comparison comparison =
        Comparison.of(certificate(before), anchor(before), certificate(after), anchor(after));
    boolean changed = comparison.outcome() == Comparison.Outcome.CHANGED;
    code = changed ? ExitCode.DIFFERS : ExitCode.OK;
    if (json) {
      session.out().write(DiffJson.line(before, after, comparison, code));
    } else {
      session.out().write(new DiffReport(layout).of(targets.get(0), targets.get(1), comparison));
    }
    return code;
  }

  private static Certificate certificate(Result result) {
    return result.observation().chain().get(0);
  }

  private static Optional<Anchor> anchor(Result result) {
    return result.verdict().flatMap(Verdict::anchor);
  }

  /** Says why there is nothing to compare; the exit code is 0 when there is something. */
  private static int failure(List<Result> results, Session session) {
    int worst = ExitCode.OK;
    for (Result result : results) {
      Optional<Failure> failure = result.observation().failure();
      if (result.observation().chain().isEmpty() && failure.isPresent()) {
        session.messages().failed(result.observation(), failure.get());
        worst = ExitCode.worse(worst, result.exitCode());
      }
    }
    return worst;
  }
}
