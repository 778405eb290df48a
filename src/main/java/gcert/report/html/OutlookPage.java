package gcert.report.html;

import gcert.report.OutlookWords;
import gcert.report.UtcTime;
import gcert.sender.Delivery;
import gcert.sender.DomainOutlook;
import gcert.sender.MxEvidence;
import gcert.sender.Outcome;
import gcert.sender.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What senders do with domains, as a page: for each domain the verdict, a table with a row for each
 * address and a column for each kind of sender, and why not all of them deliver.
 */
public final class OutlookPage {
  private final Markup sections = new Markup();
  private int domains;
  private int wrong;
  private Optional<Instant> at = Optional.empty();

  /** Takes what came of one domain. */
  public void add(DomainOutlook outlook) {
    domains++;
    wrong += outlook.exitCode() == 0 ? 0 : 1;
    at = Optional.of(outlook.evidence().time());
    String id = "d" + domains;
    OutlookWords.Verdict verdict = OutlookWords.verdict(outlook);
    sections.open("section", "aria-labelledby", id).line();
    sections.open("h2", "id", id).foreign(outlook.evidence().domain().text()).closeLine();
    sections.open("p");
    sections.element("span", verdict.level().name(), "class", "status " + tone(verdict.level()));
    sections.text(" " + verdict.words()).closeLine();
    if (!outlook.rows().isEmpty()) {
      List<String> reasons = new ArrayList<>();
      table(outlook, id, reasons);
      reasons(reasons);
    }
    remarks(outlook);
    sections.closeLine();
  }

  /** The page, UTF-8. */
  public byte[] finish() {
    String counted = domains == 1 ? "1 domain" : domains + " domains";
    String bad = wrong > 0 ? ", " + wrong + " not in order" : "";
    String asked = at.map(instant -> ". Asked until " + UtcTime.of(instant)).orElse("");
    return Page.of("What senders do", counted + bad + asked, sections);
  }

  private void table(DomainOutlook outlook, String id, List<String> reasons) {
    sections.open(
        "div", "class", "scroll", "role", "region", "aria-labelledby", id, "tabindex", "0");
    sections.line().open("table").line().open("thead").line().open("tr");
    sections.element("th", "Mail host", "scope", "col");
    sections.element("th", "Address", "scope", "col");
    for (Sender sender : DomainOutlook.SENDERS) {
      sections.element("th", OutlookWords.name(sender.id()), "scope", "col");
    }
    sections.closeLine().closeLine().open("tbody").line();
    for (DomainOutlook.Row row : outlook.rows()) {
      sections.open("tr");
      sections.open("th", "scope", "row").foreign(row.address().host().text()).close();
      String address = row.address().seen().addressText().orElse("no address");
      sections.open("td", "class", "plain").foreign(address).close();
      for (Outcome outcome : row.outcomes().values()) {
        cell(row.address(), outcome, reasons);
      }
      sections.closeLine();
    }
    sections.closeLine().closeLine().closeLine();
    if (OutlookWords.hasUnverified(outlook)) {
      sections.element("p", "* encrypted, with whatever certificate", "class", "note").line();
    }
  }

  private void cell(MxEvidence address, Outcome outcome, List<String> reasons) {
    String word = outcome.delivery().word();
    String mark = outcome.delivery() == Delivery.ENCRYPTED ? "*" : "";
    if (!outcome.delivery().isProtected()) {
      mark = " " + number(address, outcome, reasons);
    }
    sections.element("td", word + mark, "class", "status " + tone(outcome.delivery()));
  }

  /** The number of a reason, which is told once. */
  private static int number(MxEvidence address, Outcome outcome, List<String> reasons) {
    String reason = OutlookWords.reason(address, outcome);
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return reasons.indexOf(reason) + 1;
  }

  private void reasons(List<String> reasons) {
    if (!reasons.isEmpty()) {
      sections.open("ol").line();
      reasons.forEach(reason -> sections.element("li", reason).line());
      sections.closeLine();
    }
  }

  private void remarks(DomainOutlook outlook) {
    List<OutlookWords.Remark> remarks = OutlookWords.remarks(outlook);
    if (!remarks.isEmpty()) {
      sections.open("ul").line();
      for (OutlookWords.Remark remark : remarks) {
        String line = remark.kind() + " [" + remark.id() + "] " + remark.message();
        sections.element("li", line).line();
      }
      sections.closeLine();
    }
  }

  private static String tone(OutlookWords.Level level) {
    return switch (level) {
      case OK -> "good";
      case WARNING -> "caution";
      case FAILED, ERROR -> "bad";
    };
  }

  private static String tone(Delivery delivery) {
    return switch (delivery) {
      case VERIFIED, ENCRYPTED -> "good";
      case IN_CLEAR -> "caution";
      case DEFERS, BOUNCES -> "bad";
    };
  }
}
