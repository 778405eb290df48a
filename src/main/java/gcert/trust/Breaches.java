package gcert.trust;

import java.util.ArrayList;
import java.util.List;

/** Collects the breaches of one certificate. */
final class Breaches {
  private final List<Breach> all = new ArrayList<>(2);

  /** Adds one that does not bear on trust; the sentence goes on where the name stops. */
  void add(Rule rule, String what) {
    all.add(new Breach(rule, what, false));
  }

  /** Adds one that bears on trust after all. */
  void addFailure(Rule rule, String what) {
    all.add(new Breach(rule, what, true));
  }

  /** Those added so far. */
  List<Breach> all() {
    return List.copyOf(all);
  }
}
