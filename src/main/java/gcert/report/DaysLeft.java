package gcert.report;

import gcert.certificate.Certificate;
import java.time.Duration;
import java.time.Instant;

/** How much is left of a certificate's lifetime. */
public final class DaysLeft {
  private DaysLeft() {}

  /** Whole days until the end of the lifetime, rounded down: negative after it. */
  public static long of(Certificate certificate, Instant at) {
    return Math.floorDiv(
        Duration.between(at, certificate.notAfter()).toSeconds(), Duration.ofDays(1).toSeconds());
  }
}
