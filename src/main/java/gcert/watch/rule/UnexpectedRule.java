package gcert.watch.rule;

import gcert.watch.EventKind;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.Round;
import gcert.watch.Round.Sight;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reports certificates that do not verify, each once while it stays. */
final class UnexpectedRule {
  /** How many certificates that do not verify one round tells one by one. */
  static final int MOST_TOLD = 20;

  private final PlaceState before;
  private final Round round;
  private final RuleSettings settings;
  private final RoundEvents events;

  UnexpectedRule(PlaceState before, Round round, RuleSettings settings, RoundEvents events) {
    this.before = before;
    this.round = round;
    this.settings = settings;
    this.events = events;
  }

  /** Which certificates that do not verify have been reported, and how long ago each was seen. */
  Map<String, Integer> apply() {
    Map<String, Integer> told = new HashMap<>(before.condition().unexpected());
    if (!round.sights().isEmpty()) {
      told.replaceAll((sha256, absent) -> absent + 1);
    }
    Set<String> shown = new LinkedHashSet<>();
    int more = 0;
    for (Sight sight : round.sights()) {
      String sha256 = sight.certificate().sha256();
      if (sight.accepted() || !shown.add(sha256)) {
        continue;
      }
      boolean known = told.containsKey(sha256);
      if (!known && shown.size() > MOST_TOLD) {
        more++;
      } else if (told.put(sha256, 0) == null) {
        events.tell(kind(sight, round.at()), sha256, EventText.described(sight));
      }
    }
    if (more > 0) {
      events.tell(
          EventKind.UNEXPECTED,
          more
              + " more certificates that do not verify, which are neither reported one by one nor kept");
    }
    told.values().removeIf(absent -> absent >= settings.patience());
    return told;
  }

  /** Whether a certificate that does not verify is out of its time, or has no business there. */
  static EventKind kind(Sight sight, Instant at) {
    KnownCertificate certificate = sight.certificate();
    boolean outOfTime = certificate.expiredAt(at) || at.isBefore(certificate.notBefore());
    return outOfTime ? EventKind.INVALID : EventKind.UNEXPECTED;
  }
}
