package gcert.sender;

import gcert.dane.DaneDecision;
import gcert.dnssec.SecurityStatus;
import gcert.failure.Escaped;
import java.util.Optional;

/**
 * Validates DANE and does nothing else (RFC 7672): where there are usable TLSA records they alone
 * decide; where DNS cannot be believed it tries later; where there are none, or nothing is signed,
 * it is opportunistic. Postfix at the level {@code dane}.
 */
public final class DaneSender implements Sender {
  private static final int SHOWN = 200;

  @Override
  public String id() {
    return "dane";
  }

  @Override
  public Outcome send(DomainEvidence domain, MxEvidence address) {
    return decided(domain, address).orElseGet(() -> fallback(address));
  }

  private static Outcome fallback(MxEvidence address) {
    Outcome outcome = Reasons.opportunistic(address);
    DaneDecision decision = DaneDecision.of(address.dane());
    if (decision.kind() == DaneDecision.Kind.ENCRYPT) {
      return outcome;
    }
    return new Outcome(
        outcome.delivery(),
        outcome.rule(),
        outcome.reason()
            + "; DANE does not apply: "
            + Escaped.of(decision.reason(), SHOWN)
            + " (RFC 7672 section 2.2)");
  }

  /** What DANE decides; empty where it leaves the decision to something else. */
  static Optional<Outcome> decided(DomainEvidence domain, MxEvidence address) {
    Optional<Outcome> unreached = Reasons.unreached(domain, address);
    if (unreached.isPresent()) {
      return unreached;
    }
    DaneDecision decision = DaneDecision.of(address.dane());
    return switch (decision.kind()) {
      case DEFER ->
          Optional.of(
              new Outcome(
                  Delivery.DEFERS,
                  "dane-lookup",
                  Escaped.of(decision.reason(), SHOWN) + " (RFC 7672 section 2.1.2)"));
      case NOT_SIGNED, NO_RECORDS -> Optional.empty();
      case ENCRYPT ->
          Reasons.withoutTls(address)
              .or(
                  () ->
                      Optional.of(
                          new Outcome(
                              Delivery.ENCRYPTED,
                              "dane-unusable",
                              Escaped.of(decision.reason(), SHOWN)
                                  + ": TLS with whatever certificate (RFC 7672 section 2.2)")));
      case AUTHENTICATE ->
          Reasons.withoutTls(address).or(() -> Optional.of(matched(domain, address)));
    };
  }

  /** Whoever can forge MX records leads mail to a host of his own, with TLSA records that match. */
  private static Outcome matched(DomainEvidence domain, MxEvidence address) {
    Outcome outcome =
        Reasons.verified(
            address.byDane().orElseThrow(), "a TLSA record matches (RFC 7672 section 3)", "dane");
    return outcome.delivery() == Delivery.VERIFIED
            && domain.mx().security() != SecurityStatus.SECURE
        ? new Outcome(
            Delivery.ENCRYPTED,
            "dane-mx-unsigned",
            "a TLSA record matches, but the MX records that lead there are not signed (RFC 7672"
                + " section 2.2.1)")
        : outcome;
  }
}
