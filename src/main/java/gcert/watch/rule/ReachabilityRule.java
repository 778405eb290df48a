package gcert.watch.rule;

import gcert.watch.EventKind;
import gcert.watch.PlaceState;
import gcert.watch.Reachability;
import gcert.watch.Round;
import java.util.Optional;

/** Reports a place that does not answer, once, and that it answers again. */
final class ReachabilityRule {
  private final PlaceState before;
  private final Round round;
  private final RuleSettings settings;
  private final RoundEvents events;

  ReachabilityRule(PlaceState before, Round round, RuleSettings settings, RoundEvents events) {
    this.before = before;
    this.round = round;
    this.settings = settings;
    this.events = events;
  }

  /** Whether the place answers, as far as it is known now. */
  Reachability apply() {
    Reachability last = before.condition().reach();
    if (round.failures().isEmpty() || !round.sights().isEmpty()) {
      if (last.told()) {
        events.tell(
            EventKind.BACK,
            "answers again, after "
                + times(last.failures())
                + last.since().map(since -> " since " + EventText.seconds(since)).orElse(""));
      }
      return Reachability.GOOD;
    }
    int failures = last.failures() == Integer.MAX_VALUE ? last.failures() : last.failures() + 1;
    boolean due = failures >= settings.patience() && !last.told();
    if (due) {
      events.tell(EventKind.UNREACHABLE, message(round, failures));
    }
    return new Reachability(
        failures, last.since().or(() -> Optional.of(round.time())), last.told() || due);
  }

  /** That no certificate could be obtained, and why. */
  static String message(Round round, int failures) {
    String runs = failures == 1 ? "" : " (" + failures + " runs in a row)";
    return "could not get a certificate" + runs + ": " + round.failures().get(0);
  }

  private static String times(int failures) {
    return failures == 1 ? "1 failure" : failures + " failures in a row";
  }
}
