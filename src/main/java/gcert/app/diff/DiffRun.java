package gcert.app.diff;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.certificate.Certificate;
import gcert.comparison.Comparison;
import gcert.failure.Failure;
import gcert.report.Result;
import gcert.target.Target;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the certificates of two servers or files. */
public final class DiffRun {
  private final Assessor assessor;
  private final Notices notices;

  /**
   * Makes one.
   *
   * @param assessor visits the servers, and finds the roots that their certificates chain up to
   * @param notices hear of a certificate that could not be obtained
   */
  public DiffRun(Assessor assessor, Notices notices) {
    this.assessor = assessor;
    this.notices = notices;
  }

  /**
   * What has come of it.
   *
   * @param compared the two and how they differ; empty when one could not be obtained
   * @param exitCode the exit code
   */
  public record Outcome(Optional<Compared> compared, int exitCode) {}

  /**
   * Two certificates.
   *
   * @param before what the first target shows
   * @param after what the second shows
   * @param comparison how they differ
   */
  public record Compared(Result before, Result after, Comparison comparison) {}

  /**
   * Compares two.
   *
   * @throws LocalFaultException when a file cannot be read
   */
  public Outcome run(Target first, Target second) throws LocalFaultException {
    List<Result> results = new ArrayList<>();
    assessor.assess(first, results::add);
    assessor.assess(second, results::add);
    int code = failure(results);
    if (code != ExitCode.OK) {
      return new Outcome(Optional.empty(), code);
    }
    Result before = results.get(0);
    Result after = results.get(1);
    Comparison comparison =
        Comparison.of(certificate(before), anchor(before), certificate(after), anchor(after));
    return new Outcome(
        Optional.of(new Compared(before, after, comparison)),
        comparison.outcome() == Comparison.Outcome.CHANGED ? ExitCode.DIFFERS : ExitCode.OK);
  }

  private static Certificate certificate(Result result) {
    return result.observation().chain().get(0);
  }

  private static Optional<Anchor> anchor(Result result) {
    return result.verdict().flatMap(Verdict::anchor);
  }

  /** Says why there is nothing to compare; the exit code is 0 when there is something. */
  private int failure(List<Result> results) {
    int worst = ExitCode.OK;
    for (Result result : results) {
      Optional<Failure> failure = result.observation().failure();
      if (result.observation().chain().isEmpty() && failure.isPresent()) {
        notices.failed(result.observation(), failure.get());
        worst = ExitCode.worse(worst, result.exitCode());
      }
    }
    return worst;
  }
}
