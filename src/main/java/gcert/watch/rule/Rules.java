package gcert.watch.rule;

import gcert.watch.CertificateHistory;
import gcert.watch.PlaceCondition;
import gcert.watch.PlaceState;
import gcert.watch.Reachability;
import gcert.watch.RotationState;
import gcert.watch.Round;
import gcert.watch.Round.Sight;
import gcert.watch.RoundOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a round at a place means: a pure function of what was known and what was seen, to events and
 * what is known from then on. A lasting state is reported once, and one that is wrong from time to
 * time again.
 */
public final class Rules {
  /** A server that shows another worthless certificate every time fills no disk. */
  static final int MOST_UNVERIFIED = 200;

  private final PlaceState before;
  private final Round round;
  private final RuleSettings settings;
  private final RoundEvents events;

  private Rules(PlaceState before, Round round, RuleSettings settings) {
    this.before = before;
    this.round = round;
    this.settings = settings;
    this.events = new RoundEvents(round);
  }

  /** Applies the rules to one round. */
  public static RoundOutcome apply(PlaceState before, Round round, RuleSettings settings) {
    return new Rules(before, round, settings).outcome();
  }

  private RoundOutcome outcome() {
    Reachability reach = new ReachabilityRule(before, round, settings, events).apply();
    RotationState rotation = new RotationRule(before, round, settings, events).apply();
    Map<String, Integer> expiring = new ExpiryRule(before, round, settings, events).apply(rotation);
    Map<String, Integer> unexpected = new UnexpectedRule(before, round, settings, events).apply();
    List<CertificateHistory> seen = sightings();
    Optional<Instant> reminded = new ReminderRule(before, round, settings, events).apply(reach);
    PlaceCondition condition = new PlaceCondition(rotation, reach, expiring, unexpected, reminded);
    return new RoundOutcome(events.list(), seen, before.with(seen, condition));
  }

  private List<CertificateHistory> sightings() {
    Map<String, CertificateHistory> seen = new LinkedHashMap<>();
    long unverified =
        before.sightings().values().stream().filter(s -> s.verified().isEmpty()).count();
    for (Sight sight : round.sights()) {
      String sha256 = sight.certificate().sha256();
      boolean fresh = !before.sightings().containsKey(sha256) && !seen.containsKey(sha256);
      if (fresh && !sight.accepted() && ++unverified > MOST_UNVERIFIED) {
        continue;
      }
      Optional<Instant> verified = sight.accepted() ? Optional.of(round.time()) : Optional.empty();
      seen.merge(
          sha256,
          new CertificateHistory(
              sight.certificate(), round.time(), round.time(), verified, List.of(sight.address())),
          CertificateHistory::and);
    }
    return List.copyOf(seen.values());
  }
}
