package gcert.sender;

import gcert.dnssec.SecureAnswer;
import gcert.failure.Failure;
import gcert.mtasts.StsAssessment;
import gcert.target.Host;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about a mail domain.
 *
 * @param mx the answer to the question for its MX records
 * @param failure why its mail hosts are not known; empty when they are
 * @param sts what senders make of its MTA-STS policy
 * @param addresses the addresses of its mail hosts, the preferred host first; a host without one is
 *     there once
 * @param time when it was asked
 */
public record DomainEvidence(
    Host.Name domain,
    SecureAnswer mx,
    Optional<Failure> failure,
    StsAssessment sts,
    List<MxEvidence> addresses,
    Instant time) {
  /** Takes a copy of the list. */
  public DomainEvidence {
    addresses = List.copyOf(addresses);
  }

  /** What the MX records are worth, in the words of RFC 4035 section 4.3. */
  public String mxSecurity() {
    return mx.security().word();
  }
}
