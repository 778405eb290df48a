package gcert.trust;

import gcert.tls.Observation;
import java.time.Instant;
import java.util.List;

/** Something that a user demands beyond a trusted path and a valid name. */
public sealed interface Demand
    permits ExpiresWithin, NameUnchecked, Pins, RequiredAnchor, RequiredTls {

  /**
   * What is to be said about this demand; nothing when it is met and there is nothing to tell.
   *
   * @param observation what was seen, with at least one certificate
   * @param verdict the judgement so far: its path and anchor
   * @param at the instant to judge by
   */
  List<Finding> judge(Observation observation, Verdict verdict, Instant at);
}
