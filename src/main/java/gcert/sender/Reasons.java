package gcert.sender;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.util.Optional;

/** What several kinds of senders do alike. */
final class Reasons {
  private static final int SHOWN = 200;

  private Reasons() {}

  /** The outcome for a host that a sender does not get to; empty when it does. */
  static Optional<Outcome> unreached(DomainEvidence domain, MxEvidence address) {
    Optional<Outcome> bogus =
        bogus("the MX records of " + domain.domain().text(), domain.mx())
            .or(
                () ->
                    bogus("the addresses of " + address.host().text(), address.dane().addresses()));
    if (bogus.isPresent()) {
      return bogus;
    }
    return address.connection() == Connection.NONE
        ? Optional.of(
            new Outcome(Delivery.DEFERS, "unreached", said(address.seen().failure().orElseThrow())))
        : Optional.empty();
  }

  private static Optional<Outcome> bogus(String what, SecureAnswer answer) {
    return answer.security() == SecurityStatus.BOGUS
        ? Optional.of(
            new Outcome(
                Delivery.DEFERS,
                "dnssec-bogus",
                Escaped.of(what + " are bogus: " + answer.reason(), SHOWN)
                    + "; a resolver that validates gives none (RFC 4035 section 5.5)"))
        : Optional.empty();
  }

  /** With TLS where it is available, with whatever certificate, and without it otherwise. */
  static Outcome opportunistic(MxEvidence address) {
    return switch (address.connection()) {
      case TLS ->
          new Outcome(
              Delivery.ENCRYPTED,
              "opportunistic",
              "TLS with whatever certificate (RFC 7435 section 3)");
      case PLAINTEXT, BROKEN_TLS, NONE ->
          new Outcome(
              Delivery.IN_CLEAR,
              address.connection() == Connection.BROKEN_TLS ? "handshake" : "no-tls",
              said(address.seen().failure().orElseThrow()));
    };
  }

  /** What a sender does that insists on TLS; empty where it is there. */
  static Optional<Outcome> withoutTls(MxEvidence address) {
    return address.connection() == Connection.TLS
        ? Optional.empty()
        : Optional.of(
            new Outcome(
                Delivery.DEFERS,
                address.connection() == Connection.BROKEN_TLS ? "handshake" : "no-tls",
                said(address.seen().failure().orElseThrow())));
  }

  /** What a sender does that insists on a certificate that holds. */
  static Outcome verified(Verdict verdict, String good, String rule) {
    for (Finding finding : verdict.findings()) {
      if (finding.severity() == Severity.FAILURE) {
        return new Outcome(Delivery.DEFERS, finding.rule().id(), finding.message());
      }
    }
    return new Outcome(Delivery.VERIFIED, rule, good);
  }

  private static String said(Failure failure) {
    return failure.step().label() + ": " + failure.what();
  }
}
