package gcert.app.roots;

import gcert.certificate.Certificate;
import gcert.roots.RootsUpdate;
import gcert.trust.AnchorStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The roots of a set that have expired or soon will. */
public final class ExpiringRoots {
  private ExpiringRoots() {}

  /** Those that have expired at an instant, or will within a time after it. */
  public static List<Certificate> of(AnchorStore store, Instant at, Duration within) {
    return RootsUpdate.certificates(store).stream()
        .filter(root -> root.notAfter().isBefore(at.plus(within)))
        .toList();
  }
}
