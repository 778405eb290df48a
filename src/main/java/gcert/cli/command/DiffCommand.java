package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.cli.option.Assessors;
import gcert.cli.option.ConnectionOptions;
import gcert.cli.option.FileOptions;
import gcert.cli.option.LayoutOptions;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.OutputOptions;
import gcert.cli.option.TargetOptions;
import gcert.cli.option.TrustOptions;
import gcert.cli.option.UsageException;
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
import picocli.CommandLine.Model.CommandSpec;

/** {@code gcert diff}: says whether two certificates differ by a renewal or by more. */
public final class DiffCommand implements Command {
  private static final String[] FORMATS = {"text", "json"};

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandLines.spec(
            this,
            "diff",
            "Compares the certificates of two servers or files: same, renewed, or changed.",
            "A TARGET may be file:PATH, or - for standard input. The exit code is 7 when something"
                + " differs that a renewal alone does not explain. Nothing is judged here.");
    TargetOptions.declare(spec);
    new OptionGroup("Output", 20)
        .value("--format", "FORMAT", "One of text (the default), json.")
        .addTo(spec);
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
    if (targets.size() != 2) {
      throw new UsageException("diff takes two targets, not " + targets.size());
    }
    boolean json = values.choice("--format", FORMATS).equals("json");
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
