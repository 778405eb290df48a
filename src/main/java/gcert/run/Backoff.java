package gcert.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another try: twice as long each time, and never for the same span, so
 * that clients which a server has turned away together do not come back together.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 60_000;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait before a try.
   *
   * @param failures how many tries have failed, at least one
   * @return between half of the span that is due and the whole: 1 s, 2 s, 4 s … 60 s
   */
  Duration after(int failures) {
    long due = LONGEST_MILLIS;
    if (failures <= 6) {
      due = Math.min(FIRST_MILLIS << (failures - 1), LONGEST_MILLIS);
    }
    return Duration.ofMillis(due / 2 + random.nextLong(due / 2 + 1));
  }
}
