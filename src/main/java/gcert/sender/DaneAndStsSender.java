package gcert.sender;

import gcert.dane.DaneDecision;
import java.util.Optional;

/**
 * Does both (RFC 8461 section 2): where DANE decides, MTA-STS must not override it; where DANE does
 * not apply, and where its records cannot be used, the policy counts.
 */
public final class DaneAndStsSender implements Sender {
  private final Sender sts = new StsSender();

  @Override
  public String id() {
    return "dane+mta-sts";
  }

  @Override
  public Outcome send(DomainEvidence domain, MxEvidence address) {
    Optional<Outcome> dane = DaneSender.decided(domain, address);
    boolean unverified =
        DaneDecision.of(address.dane()).kind() == DaneDecision.Kind.ENCRYPT
            && domain.sts().enforces();
    return dane.isPresent() && !(unverified && dane.get().delivery() == Delivery.ENCRYPTED)
        ? dane.get()
        : sts.send(domain, address);
  }
}
