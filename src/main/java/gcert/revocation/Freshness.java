package gcert.revocation;

import gcert.trust.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether what was said at one time still counts at another. */
final class Freshness {
  /** How far clocks may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private Freshness() {}

  /**
   * Why something said does not count now, as a clause; empty when it does.
   *
   * @param from when it was said
   * @param until how long it counts
   */
  static Optional<String> fault(Instant from, Instant until, Instant at) {
    if (from.isAfter(at.plus(SKEW))) {
      return Optional.of("is from the future: " + TimeText.of(from));
    }
    return until.isBefore(at)
        ? Optional.of("has expired: an update was due " + TimeText.of(until))
        : Optional.empty();
  }
}
