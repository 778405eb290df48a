package gcert.sender;

import gcert.mtasts.StsJudge;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.util.Optional;

/**
 * Follows MTA-STS exactly (RFC 8461 section 4): where a policy is enforced, mail goes only to hosts
 * that the policy names, whose certificate leads to a trusted root and has the host's name among
 * its alternative names. Without a policy, and with one that is only tested, it is opportunistic.
 */
public final class StsSender implements Sender {
  @Override
  public String id() {
    return "mta-sts";
  }

  @Override
  public Outcome send(DomainEvidence domain, MxEvidence address) {
    return Reasons.unreached(domain, address).orElseGet(() -> follow(domain, address));
  }

  private static Outcome follow(DomainEvidence domain, MxEvidence address) {
    if (!domain.sts().enforces()) {
      return Reasons.opportunistic(address);
    }
    return outside(domain, address)
        .or(() -> Reasons.withoutTls(address))
        .orElseGet(() -> byName(address, address.byName().orElseThrow()));
  }

  /** What becomes of a host that the policy does not name. */
  static Optional<Outcome> outside(DomainEvidence domain, MxEvidence address) {
    Optional<Finding> finding = StsJudge.host(domain.sts(), address.host().text());
    return finding
        .filter(found -> found.severity() == Severity.FAILURE)
        .map(found -> new Outcome(Delivery.DEFERS, found.rule().id(), found.message()));
  }

  static Outcome byName(MxEvidence address, Verdict verdict) {
    return Reasons.verified(
        verdict,
        "the policy names the host, and the certificate is for "
            + address.host().text()
            + " (RFC 8461 section 4.2)",
        "mta-sts");
  }
}
