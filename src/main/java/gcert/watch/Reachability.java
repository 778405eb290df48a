package gcert.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a place answers.
 *
 * @param failures how many rounds in a row have had no certificate
 * @param since when the first of them was; empty when there is none
 * @param told whether that was made known
 */
public record Reachability(int failures, Optional<Instant> since, boolean told) {

  /** A place that answers. */
  public static final Reachability GOOD = new Reachability(0, Optional.empty(), false);
}
