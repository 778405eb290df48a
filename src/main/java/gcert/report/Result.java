package gcert.report;

import gcert.failure.Failure;
import gcert.failure.InternalFault;
import gcert.revocation.CertificateStatus;
import gcert.tls.Observation;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one endpoint at the end: the observation, the verdict on it, and the exit code
 * that follows.
 *
 * @param observation what was seen
 * @param verdict the judgement; empty when no certificate was seen
 * @param at the instant by which was judged
 * @param exitCode the exit code for this endpoint alone
 * @param revocation what is known of the revocation of each certificate below the anchor; empty
 *     when nobody asked
 */
public record Result(
    Observation observation,
    Optional<Verdict> verdict,
    Instant at,
    int exitCode,
    List<CertificateStatus> revocation) {

  /** Takes a copy of the list. */
  public Result {
    revocation = List.copyOf(revocation);
  }

  /** A result of which nobody asked whether certificates have been revoked. */
  public Result(Observation observation, Optional<Verdict> verdict, Instant at, int exitCode) {
    this(observation, verdict, at, exitCode, List.of());
  }

  /** What is left of a result that could not be made or described: who was asked, and that. */
  public static Result ofFault(Observation observation, Instant at, Throwable thrown) {
    Failure fault = InternalFault.of(thrown);
    return new Result(
        observation.reducedTo(fault), Optional.empty(), at, fault.category().exitCode());
  }

  /** The four words of the {@code status} field. */
  public enum Status {
    /** Passed every check. */
    OK,
    /** Passed, with warnings. */
    WARNING,
    /** A certificate was seen and judged bad, or a comparison found a difference. */
    FAILED,
    /** No certificate could be got. */
    ERROR;

    Colour colour() {
      return switch (this) {
        case OK -> Colour.GOOD;
        case WARNING -> Colour.CAUTION;
        case FAILED, ERROR -> Colour.BAD;
      };
    }
  }

  /** The status in one word. */
  public Status status() {
    if (exitCode == 1 || exitCode == 7) {
      return Status.FAILED;
    }
    if (exitCode != 0 && exitCode != 6) {
      return Status.ERROR;
    }
    boolean warned =
        exitCode == 6 || verdict.filter(v -> v.severity() != Severity.INFO).isPresent();
    return warned ? Status.WARNING : Status.OK;
  }

  /** Whether a certificate was obtained and passed every check. */
  public boolean holds() {
    return exitCode == 0 || exitCode == 6;
  }
}
