package gcert.trust.profile;

import gcert.trust.Rule;
import gcert.trust.extension.ProfileViolation;
import java.util.ArrayList;
import java.util.List;

/** Collects the breaches of one certificate. */
final class ProfileViolations {
  private final List<ProfileViolation> all = new ArrayList<>(2);

  /** Adds one that does not bear on trust; the sentence goes on where the name stops. */
  void add(Rule rule, String what) {
    all.add(new ProfileViolation(rule, what, false));
  }

  /** Adds one that bears on trust after all. */
  void addFailure(Rule rule, String what) {
    all.add(new ProfileViolation(rule, what, true));
  }

  /** Those added so far. */
  List<ProfileViolation> all() {
    return List.copyOf(all);
  }
}
