package gcert.trust.requirement;

import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that a user demands beyond a trusted path and a valid name.
 *
 * @param all the demands, in the order in which their findings are told
 */
public record Requirements(List<Requirement> all) {
  private static final Requirements NONE = new Requirements(List.of());

  /** Takes a copy of the list. */
  public Requirements {
    all = List.copyOf(all);
  }

  /** Nothing is demanded. */
  public static Requirements none() {
    return NONE;
  }

  /** These demands and one more. */
  public Requirements and(Requirement demand) {
    List<Requirement> more = new ArrayList<>(all);
    more.add(demand);
    return new Requirements(more);
  }

  /**
   * What keeps the demands from being met, whatever is said of trust.
   *
   * @param observation what was judged
   * @param verdict the judgement, the demands included
   * @param at the instant to judge by
   */
  public List<Finding> unmet(Observation observation, Verdict verdict, Instant at) {
    List<Finding> unmet = new ArrayList<>();
    for (Requirement demand : all) {
      unmet.addAll(demand.unmet(observation, verdict, at));
    }
    return unmet;
  }

  /** Whether the user named a time before the expiry from which there is to be a warning. */
  public boolean askForExpiry() {
    return all.stream().anyMatch(d -> d instanceof ExpiresWithin e && e.asked());
  }

  /**
   * The verdict with the findings of every demand in it, the gravest first.
   *
   * @param observation what was judged
   * @param verdict the judgement without the demands
   * @param at the instant to judge by
   */
  public Verdict judge(Observation observation, Verdict verdict, Instant at) {
    if (all.isEmpty()) {
      return verdict;
    }
    List<Finding> findings = new ArrayList<>(verdict.findings());
    for (Requirement demand : all) {
      findings.addAll(demand.judge(observation, verdict, at));
    }
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Verdict(findings, verdict.path(), verdict.anchor(), verdict.otherwise());
  }
}
