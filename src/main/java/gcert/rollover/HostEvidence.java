package gcert.rollover;

import gcert.dane.DaneFacts;
import gcert.mtasts.StsAssessment;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one host when the candidate is judged. Immutable.
 *
 * @param target the host and port
 * @param facts what DNS says, validated
 * @param zone the zone of the TLSA records; empty where it was not found or there is no DANE
 * @param servers what each name server of the zone says; none without a zone
 * @param seen what the host shows now at each of its addresses, and why it does not where it does
 *     not
 * @param usual the candidate's verdict by roots and names; empty for a key
 * @param sts what the mail domain says by MTA-STS; empty where no domain was named
 */
public record HostEvidence(
    ServerTarget target,
    DaneFacts facts,
    Optional<String> zone,
    List<NameServerAnswer> servers,
    List<Observation> seen,
    Optional<Verdict> usual,
    Optional<StsAssessment> sts) {

  /** Takes copies of the lists. */
  public HostEvidence {
    servers = List.copyOf(servers);
    seen = List.copyOf(seen);
  }

  /** The owner of the TLSA records, aliases followed; empty where the name is not signed. */
  public Optional<String> owner() {
    return facts.deciding().map(base -> base.answer().name());
  }

  /**
   * What the host serves now, for each kind of key at each address; none when it was not reached.
   */
  public List<Observation> served() {
    List<Observation> served = new ArrayList<>();
    for (Observation one : seen) {
      served.add(one);
      served.addAll(one.others());
    }
    return served.stream().filter(one -> !one.chain().isEmpty()).toList();
  }
}
