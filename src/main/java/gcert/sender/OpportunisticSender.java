package gcert.sender;

/**
 * Takes TLS where it is offered, looks at no certificate, and delivers in clear otherwise (RFC
 * 3207, RFC 7435): Postfix at the level {@code may}, and most senders without more configuration.
 */
public final class OpportunisticSender implements Sender {
  @Override
  public String id() {
    return "opportunistic";
  }

  @Override
  public Outcome send(DomainEvidence domain, MxEvidence address) {
    return Reasons.unreached(domain, address).orElseGet(() -> Reasons.opportunistic(address));
  }
}
