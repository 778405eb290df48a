package gcert.report;

import gcert.failure.Failure;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.util.List;
import java.util.Optional;

/** Why a result is not simply in order, in one clause. */
public final class Reason {
  private Reason() {}

  /** The failure, else the gravest finding, with its step or rule; empty when all is well. */
  public static String of(Result result) {
    Optional<Failure> failure = result.observation().failure();
    if (result.status() == Result.Status.ERROR && failure.isPresent()) {
      return failure.get().step().label() + ": " + failure.get().what();
    }
    if (result.status() == Result.Status.OK) {
      return "";
    }
    return result.verdict().map(Verdict::findings).stream()
        .flatMap(List::stream)
        .findFirst()
        .map(Reason::of)
        .orElse("");
  }

  private static String of(Finding finding) {
    return "[" + finding.rule().id() + "] " + finding.message();
  }
}
