package gcert.report;

import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.sender.Conflict;
import gcert.sender.Delivery;
import gcert.sender.DomainOutlook;
import gcert.sender.MxEvidence;
import gcert.sender.Outcome;
import gcert.trust.Finding;
import gcert.trust.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the text and the page about a domain say alike. */
public final class OutlookWords {
  /** The heads of the columns, two lines each. */
  private static final Map<String, List<String>> HEADS =
      Map.of(
          "opportunistic", List.of("oppor-", "tunistic"),
          "verify", List.of("PKIX", "verified"),
          "mta-sts", List.of("MTA-STS", "RFC 8461"),
          "mta-sts-postfix", List.of("MTA-STS", "Postfix"),
          "dane", List.of("", "DANE"),
          "dane+mta-sts", List.of("DANE and", "MTA-STS"));

  /** The most of a name that is shown. */
  private static final int LONGEST_NAME = 1000;

  private OutlookWords() {}

  /** How a domain fares. */
  public enum Level {
    /** Everything is delivered under TLS, and nothing conflicts. */
    OK,
    /** Everything is delivered under TLS, and something is to be looked at. */
    WARNING,
    /** A kind of sender does not deliver under TLS. */
    FAILED,
    /** Not everything could be found out. */
    ERROR
  }

  /**
   * The verdict on a domain.
   *
   * @param words what follows the level and the domain, escaped for people
   */
  public record Verdict(Level level, String words) {}

  /**
   * What is to be looked at beside the table.
   *
   * @param kind {@code conflict} or {@code warning}
   * @param id the stable identifier of the conflict, or of the rule
   * @param message escaped for people
   */
  public record Remark(String kind, String id, String message) {}

  /** The head of the column of a kind of sender: two lines, of which the first may be empty. */
  static List<String> head(String sender) {
    return HEADS.getOrDefault(sender, List.of("", sender));
  }

  /** The same in one line. */
  public static String name(String sender) {
    String both = String.join(" ", head(sender)).strip();
    return both.replace("- ", "");
  }

  /** The verdict. */
  public static Verdict verdict(DomainOutlook outlook) {
    if (outlook.evidence().failure().isPresent()) {
      Failure failure = outlook.evidence().failure().get();
      String hint = failure.hint().map(text -> "; " + text).orElse("");
      return new Verdict(
          outlook.exitCode() == 1 ? Level.FAILED : Level.ERROR,
          failure.step().label() + ": " + failure.what() + hint);
    }
    int failing = outlook.failing().size();
    if (failing > 0) {
      return new Verdict(
          Level.FAILED,
          "not delivered under TLS by "
              + failing
              + " of "
              + DomainOutlook.SENDERS.size()
              + " kinds of senders");
    }
    if (outlook.exitCode() != 0) {
      return new Verdict(Level.ERROR, "not every address could be reached");
    }
    return new Verdict(
        remarks(outlook).isEmpty() ? Level.OK : Level.WARNING,
        "delivered under TLS by every kind of sender");
  }

  /** Why a sender does not deliver under TLS at an address, escaped for people, with the rule. */
  public static String reason(MxEvidence address, Outcome outcome) {
    return Escaped.of(address.host().text(), LONGEST_NAME)
        + address.seen().addressText().map(text -> " (" + text + ")").orElse("")
        + ": "
        + outcome.reason()
        + " ["
        + outcome.rule()
        + "]";
  }

  /** Whether a sender anywhere encrypts without having verified the certificate. */
  public static boolean hasUnverified(DomainOutlook outlook) {
    return outlook.rows().stream()
        .flatMap(row -> row.outcomes().values().stream())
        .anyMatch(outcome -> outcome.delivery() == Delivery.ENCRYPTED);
  }

  /** The conflicts, then the warnings that are not told as conflicts. */
  public static List<Remark> remarks(DomainOutlook outlook) {
    List<Remark> remarks = new ArrayList<>();
    for (Conflict conflict : outlook.conflicts()) {
      remarks.add(new Remark("conflict", conflict.id(), conflict.message()));
    }
    for (Finding finding : outlook.evidence().sts().findings()) {
      boolean told =
          outlook.conflicts().stream()
              .anyMatch(conflict -> conflict.message().equals(finding.message()));
      if (finding.severity() == Severity.WARNING && !told) {
        remarks.add(new Remark("warning", finding.rule().id(), finding.message()));
      }
    }
    return remarks;
  }
}
