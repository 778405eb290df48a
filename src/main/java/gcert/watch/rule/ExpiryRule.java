package gcert.watch.rule;

import gcert.watch.EventKind;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceCondition;
import gcert.watch.PlaceState;
import gcert.watch.RotationState;
import gcert.watch.Round;
import gcert.watch.Round.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports certificates in use that come near their end. */
final class ExpiryRule {
  private static final int[] PRESSING_DAYS = {1, 3, 7};

  private final PlaceState before;
  private final Round round;
  private final RuleSettings settings;
  private final RoundEvents events;

  ExpiryRule(PlaceState before, Round round, RuleSettings settings, RoundEvents events) {
    this.before = before;
    this.round = round;
    this.settings = settings;
    this.events = events;
  }

  /** Which certificates have been reported as near their end, and how near. */
  Map<String, Integer> apply(RotationState rotation) {
    Map<String, KnownCertificate> inUse = new LinkedHashMap<>();
    for (KnownCertificate certificate : before.inUse()) {
      if (rotation.settled().contains(certificate.sha256())
          || rotation.rising().contains(certificate.sha256())) {
        inUse.put(certificate.sha256(), certificate);
      }
    }
    for (Sight sight : round.sights()) {
      inUse.put(sight.certificate().sha256(), sight.certificate());
    }
    Map<String, Integer> told = new HashMap<>(before.condition().expiring());
    told.keySet()
        .removeIf(
            sha256 -> before.certificate(sha256).filter(c -> !c.expiredAt(round.at())).isEmpty());
    for (KnownCertificate certificate : inUse.values()) {
      int step = step(certificate);
      if (!certificate.expiredAt(round.at())
          && nearItsEnd(certificate)
          && isFurther(step, told.get(certificate.sha256()))) {
        told.put(certificate.sha256(), step);
        long days = Duration.between(round.at(), certificate.notAfter()).toDays();
        events.tell(
            EventKind.EXPIRING,
            certificate.sha256(),
            certificate.shortName()
                + " expires "
                + EventText.seconds(certificate.notAfter())
                + ", in "
                + days
                + (days == 1 ? " day" : " days"));
      }
    }
    return told;
  }

  private static boolean isFurther(int step, @Nullable Integer last) {
    return last == null || step < last;
  }

  /** The end of a certificate in use is reported again when it comes nearer. */
  private int step(KnownCertificate certificate) {
    Duration left = Duration.between(round.at(), certificate.notAfter());
    for (int days : PRESSING_DAYS) {
      if (left.compareTo(Duration.ofDays(days)) <= 0) {
        return days;
      }
    }
    return PlaceCondition.SOON;
  }

  private boolean nearItsEnd(KnownCertificate certificate) {
    Duration lifetime = Duration.between(certificate.notBefore(), certificate.notAfter());
    Instant begin = certificate.notAfter().minus(settings.threshold().of(lifetime));
    return !round.at().isBefore(begin);
  }
}
