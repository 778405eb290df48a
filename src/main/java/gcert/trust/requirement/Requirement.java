package gcert.trust.requirement;

import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.List;

/** Something that a user demands beyond a trusted path and a valid name. */
public sealed interface Requirement
    permits ExpiresWithin, NameUnchecked, Pins, RequiredAnchor, RequiredTls {

  /**
   * What is to be said about this demand; nothing when it is met and there is nothing to tell.
   *
   * @param observation what was seen, with at least one certificate
   * @param verdict the judgement so far: its path and anchor
   * @param at the instant to judge by
   */
  List<Finding> judge(Observation observation, Verdict verdict, Instant at);

  /**
   * What keeps this demand from being met, even by a certificate that is not trusted: whoever
   * waives trust has not waived what was asked for besides.
   *
   * @param observation what was seen, with at least one certificate
   * @param verdict the judgement, this demand included
   * @param at the instant to judge by
   */
  default List<Finding> unmet(Observation observation, Verdict verdict, Instant at) {
    return judge(observation, verdict, at).stream()
        .filter(finding -> finding.severity() == Severity.FAILURE)
        .toList();
  }
}
