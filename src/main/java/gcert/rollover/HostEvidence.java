package gcert.rollover;

import gcert.dane.DaneFacts;
import gcert.mtasts.StsAssessment;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trust.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one host when the candidate is judged. Immutable.
 *
 * @param target the host and port
 * @param facts what DNS says, validated
 * @param zone the zone of the TLSA records; empty where it was not found or there is no DANE
 * @param servers what each name server of the zone says; none without a zone
 * @param served what the host serves now, for each kind of key; none when it was not reached
 * @param usual the candidate's verdict by roots and names; empty for a key
 * @param sts what the mail domain says by MTA-STS; empty where no domain was named
 */
public record HostEvidence(
    ServerTarget target,
    DaneFacts facts,
    Optional<String> zone,
    List<NameServerAnswer> servers,
    List<Observation> served,
    Optional<Verdict> usual,
    Optional<StsAssessment> sts) {

  /** Takes copies of the lists. */
  public HostEvidence {
    servers = List.copyOf(servers);
    served = List.copyOf(served);
  }

  /** The owner of the TLSA records, aliases followed; empty where the name is not signed. */
  public Optional<String> owner() {
    return facts.deciding().map(base -> base.answer().name());
  }
}
