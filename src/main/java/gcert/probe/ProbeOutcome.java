package gcert.probe;

import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.tls.Observation;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of asking one server.
 *
 * @param seen the visit that came before the questions
 * @param range what was found out; empty when the server was not reached or does not start TLS
 * @param at the instant of the report, by which the days of a certificate are counted
 */
public record ProbeOutcome(Observation seen, Optional<ServerRange> range, Instant at) {
  private static final int HANDSHAKE_FAILED = 5;

  /** Whether a server that was visited can be asked: it was reached, and it starts TLS. */
  public static boolean isWorthAsking(Observation seen) {
    return seen.failure().isEmpty() || seen.failure().get().step() == Step.HANDSHAKE;
  }

  /** Why nothing, or not everything, was found out; empty when everything was. */
  public Optional<Failure> failure() {
    return range.isPresent() ? range.get().givenUp() : seen.failure();
  }

  /** The exit code for this server: 0 when everything was found out. */
  public int exitCode() {
    if (failure().isPresent()) {
      return failure().get().category().exitCode();
    }
    return range.isPresent() && range.get().spoken().isEmpty() ? HANDSHAKE_FAILED : 0;
  }
}
