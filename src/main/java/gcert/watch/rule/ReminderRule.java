package gcert.watch.rule;

import gcert.watch.EventKind;
import gcert.watch.PlaceState;
import gcert.watch.Reachability;
import gcert.watch.Round;
import gcert.watch.Round.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reports again, from time to time, what is still wrong. */
final class ReminderRule {
  private final PlaceState before;
  private final Round round;
  private final RuleSettings settings;
  private final RoundEvents events;

  ReminderRule(PlaceState before, Round round, RuleSettings settings, RoundEvents events) {
    this.before = before;
    this.round = round;
    this.settings = settings;
    this.events = events;
  }

  /** Reports what is still wrong, when that is due, and says when that was done last. */
  Optional<Instant> apply(Reachability reach) {
    Map<String, Sight> wrong = new LinkedHashMap<>();
    for (Sight sight : round.sights()) {
      if (!sight.accepted()) {
        wrong.putIfAbsent(sight.certificate().sha256(), sight);
      }
    }
    boolean unreachable = reach.told() && !round.failures().isEmpty();
    if (wrong.isEmpty() && !unreachable) {
      return Optional.empty();
    }
    if (events.areAlarming()) {
      return Optional.of(round.time());
    }
    Optional<Instant> last = before.condition().reminded();
    if (!isDue(last)) {
      return last;
    }
    if (unreachable) {
      events.remind(
          EventKind.UNREACHABLE,
          Optional.empty(),
          ReachabilityRule.message(round, reach.failures()));
    }
    wrong.values().stream()
        .limit(UnexpectedRule.MOST_TOLD)
        .forEach(
            sight ->
                events.remind(
                    UnexpectedRule.kind(sight, round.at()),
                    Optional.of(sight.certificate().sha256()),
                    EventText.described(sight)));
    return Optional.of(round.time());
  }

  /** A little early counts: who runs every hour means the same hour of the next day. */
  private boolean isDue(Optional<Instant> last) {
    Duration interval = settings.remind();
    return !interval.isZero()
        && (last.isEmpty()
            || !round.time().isBefore(last.get().plus(interval).minus(interval.dividedBy(48))));
  }
}
