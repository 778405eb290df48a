package gcert.sender;

import gcert.certificate.Certificate;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * Postfix 3.11 with a plug-in for MTA-STS, such as postfix-tlspol: as {@link StsSender}, but of a
 * certificate without alternative names of DNS it takes the common name, as Postfix always has.
 */
public final class PostfixStsSender implements Sender {
  @Override
  public String id() {
    return "mta-sts-postfix";
  }

  @Override
  public Outcome send(DomainEvidence domain, MxEvidence address) {
    if (!domain.sts().enforces()) {
      return Reasons.unreached(domain, address).orElseGet(() -> Reasons.opportunistic(address));
    }
    return Reasons.unreached(domain, address)
        .or(() -> StsSender.outside(domain, address))
        .or(() -> Reasons.withoutTls(address))
        .orElseGet(() -> byName(address));
  }

  private static Outcome byName(MxEvidence address) {
    Verdict verdict = address.byName().orElseThrow();
    List<Finding> failures =
        verdict.findings().stream().filter(f -> f.severity() == Severity.FAILURE).toList();
    boolean nameAlone =
        !failures.isEmpty() && failures.stream().allMatch(f -> f.rule() == Rule.NAME);
    Certificate leaf = address.seen().chain().get(0);
    if (nameAlone && leaf.names().isEmpty() && hasCommonName(leaf, address.host().text())) {
      return new Outcome(
          Delivery.VERIFIED,
          "common-name",
          "the common name is the host's, and Postfix takes it where there is no other name");
    }
    return StsSender.byName(address, verdict);
  }

  private static boolean hasCommonName(Certificate leaf, String host) {
    for (String part : leaf.subject().toLowerCase(Locale.ROOT).split(",", -1)) {
      if (part.strip().equals("cn=" + host)) {
        return true;
      }
    }
    return false;
  }
}
