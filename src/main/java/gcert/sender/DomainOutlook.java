package gcert.sender;

import gcert.dane.DaneDecision;
import gcert.dnssec.SecurityStatus;
import gcert.failure.Failure;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every kind of sender does with a domain.
 *
 * @param evidence what it follows from
 * @param rows one for each address, in the order of the evidence
 * @param conflicts by what senders come to differ
 */
public record DomainOutlook(DomainEvidence evidence, List<Row> rows, List<Conflict> conflicts) {
  private static final int POLICY_VIOLATED = 1;

  /** The kinds of senders, in the order of the columns. */
  public static final List<Sender> SENDERS =
      List.of(
          new OpportunisticSender(),
          new VerifyingSender(),
          new StsSender(),
          new PostfixStsSender(),
          new DaneSender(),
          new DaneAndStsSender());

  /**
   * One address.
   *
   * @param outcomes by the identifier of the sender, in the order of the columns
   */
  public record Row(MxEvidence address, Map<String, Outcome> outcomes) {
    /** Takes a copy that keeps the order. */
    public Row {
      outcomes = new LinkedHashMap<>(outcomes);
    }
  }

  /** Takes copies of the lists. */
  public DomainOutlook {
    rows = List.copyOf(rows);
    conflicts = List.copyOf(conflicts);
  }

  /** Asks every kind of sender. */
  public static DomainOutlook of(DomainEvidence evidence) {
    List<Row> rows = new ArrayList<>();
    for (MxEvidence address : evidence.addresses()) {
      Map<String, Outcome> outcomes = new LinkedHashMap<>();
      for (Sender sender : SENDERS) {
        outcomes.put(sender.id(), sender.send(evidence, address));
      }
      rows.add(new Row(address, outcomes));
    }
    return new DomainOutlook(evidence, rows, conflicts(evidence, rows));
  }

  /** The kinds of senders that at some address that can be reached do not deliver under TLS. */
  public Set<String> failing() {
    Set<String> failing = new LinkedHashSet<>();
    for (Sender sender : SENDERS) {
      for (Row row : rows) {
        Outcome outcome = row.outcomes().get(sender.id());
        if (outcome != null
            && !outcome.rule().equals("unreached")
            && !outcome.delivery().isProtected()) {
          failing.add(sender.id());
        }
      }
    }
    return failing;
  }

  /**
   * 0 when every kind of sender delivers under TLS at every address, 1 when one does not; else the
   * class of the failure to reach an address, or to find any.
   */
  public int exitCode() {
    if (!failing().isEmpty()) {
      return POLICY_VIOLATED;
    }
    if (evidence.failure().isPresent()) {
      return evidence.mx().security() == SecurityStatus.BOGUS
          ? POLICY_VIOLATED
          : evidence.failure().get().category().exitCode();
    }
    int worst = 0;
    for (Row row : rows) {
      if (row.address().connection() == Connection.NONE) {
        int code = row.address().seen().failure().map(Failure::category).orElseThrow().exitCode();
        worst = worst == 0 || worst == 75 ? code : worst;
      }
    }
    return worst;
  }

  private static List<Conflict> conflicts(DomainEvidence evidence, List<Row> rows) {
    List<Conflict> conflicts = new ArrayList<>();
    boolean enforces = evidence.sts().enforces();
    if (enforces && evidence.mx().security() == SecurityStatus.BOGUS) {
      conflicts.add(
          new Conflict(
              "bogus-while-enforced",
              "MTA-STS is enforced, and the MX records are bogus: whoever validates finds no host"));
    }
    for (Finding finding : evidence.sts().findings()) {
      boolean stale = finding.rule() == Rule.MTA_STS_ID;
      boolean broken =
          finding.severity() == Severity.FAILURE && finding.rule() != Rule.MTA_STS_MISSING;
      if (stale || broken) {
        conflicts.add(
            new Conflict(
                stale ? "stale-policy-id" : "policy-without-effect",
                finding.message()
                    + (broken
                        ? "; senders that have no older policy do as if there were none"
                        : "")));
      }
    }
    for (Row row : rows) {
      conflicts.addAll(conflicts(evidence, row));
    }
    return conflicts.stream().distinct().toList();
  }

  private static List<Conflict> conflicts(DomainEvidence evidence, Row row) {
    List<Conflict> conflicts = new ArrayList<>();
    if (!evidence.sts().enforces()) {
      return conflicts;
    }
    String host = row.address().host().text();
    DaneDecision.Kind kind = DaneDecision.of(row.address().dane()).kind();
    Outcome sts = outcome(row, "mta-sts");
    Outcome dane = outcome(row, "dane");
    if (sts.rule().equals(Rule.MTA_STS_MX.id())) {
      conflicts.add(new Conflict("mx-outside-policy", sts.reason()));
    }
    if (kind == DaneDecision.Kind.DEFER && sts.delivery() == Delivery.VERIFIED) {
      conflicts.add(
          new Conflict(
              "bogus-while-enforced",
              "MTA-STS is enforced and met at "
                  + host
                  + ", but whoever validates DANE tries later: "
                  + dane.reason()));
    }
    if (kind == DaneDecision.Kind.AUTHENTICATE) {
      if (dane.delivery() == Delivery.DEFERS && sts.delivery() == Delivery.VERIFIED) {
        conflicts.add(
            new Conflict(
                "dane-fails-while-enforced",
                "MTA-STS is met at "
                    + host
                    + ", but DANE takes precedence and fails (RFC 8461 section 2): "
                    + dane.reason()));
      } else if (dane.delivery().isProtected() && sts.delivery() == Delivery.DEFERS) {
        conflicts.add(
            new Conflict(
                "policy-fails-while-dane-holds",
                "DANE is met at "
                    + host
                    + ", but the enforced MTA-STS policy is not: "
                    + sts.reason()));
      }
    }
    return conflicts;
  }

  private static Outcome outcome(Row row, String sender) {
    Outcome outcome = row.outcomes().get(sender);
    if (outcome == null) {
      throw new IllegalStateException("no sender is called " + sender);
    }
    return outcome;
  }
}
