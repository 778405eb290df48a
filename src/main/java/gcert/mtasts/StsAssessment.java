package gcert.mtasts;

import gcert.trust.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What a sender makes of what a domain says that has no older policy of it.
 *
 * @param record the record, where there is one that can be read
 * @param policy the policy that it follows; empty when it does as if there were none
 * @param findings about the record, the policy, its web server and the reports, the gravest first
 */
public record StsAssessment(
    Optional<StsRecord> record, Optional<StsPolicy> policy, List<Finding> findings) {
  /** Takes a copy of the list. */
  public StsAssessment {
    findings = List.copyOf(findings);
  }

  /** Whether the domain wants mail to go nowhere else than its policy says. */
  public boolean enforces() {
    return policy.filter(one -> one.mode() == StsPolicy.Mode.ENFORCE).isPresent();
  }
}
