package gcert.watch.rule;

import gcert.trust.requirement.ExpiresWithin.Threshold;
import java.time.Duration;

/**
 * What the user can choose.
 *
 * @param patience how many rounds in a row make a lasting state: of failures, until a place counts
 *     as unreachable; of calm, until a rotation that had relapsed is over; at least 1
 * @param threshold how near its end a certificate is reported
 * @param remind how long after the last report what is still wrong is reported again; zero for
 *     never
 */
public record RuleSettings(int patience, Threshold threshold, Duration remind) {

  /** Without reminders. */
  public RuleSettings(int patience, Threshold threshold) {
    this(patience, threshold, Duration.ZERO);
  }
}
