package gcert.trust.requirement;

import gcert.tls.Observation;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * Nothing is demanded of the names, for want of a name to check: a file does not say for which host
 * it is meant. The verdict has to tell, or it would pass for more than it is.
 */
public record NameUnchecked() implements Requirement {
  @Override
  public List<Finding> judge(Observation observation, Verdict verdict, Instant at) {
    return List.of(
        new Finding(
            Rule.NAME,
            Severity.INFO,
            CertificateLabel.of(observation.chain().get(0))
                + ": its names were not checked: no name was given to check"));
  }
}
