package gcert.sender;

/**
 * Delivers only to a server whose certificate leads to a trusted root and is for the name of the
 * mail host (RFC 9525): Postfix at the level {@code verify}, or {@code secure} with {@code
 * match=hostname}.
 */
public final class VerifyingSender implements Sender {
  @Override
  public String id() {
    return "verify";
  }

  @Override
  public Outcome send(DomainEvidence domain, MxEvidence address) {
    return Reasons.unreached(domain, address)
        .or(() -> Reasons.withoutTls(address))
        .orElseGet(
            () ->
                Reasons.verified(
                    address.byName().orElseThrow(),
                    "the certificate is for " + address.host().text() + " (RFC 9525)",
                    "name"));
  }
}
