package gcert.report;

import gcert.sender.Delivery;
import gcert.sender.DomainOutlook;
import gcert.sender.MxEvidence;
import gcert.sender.Outcome;
import gcert.sender.Sender;
import java.util.ArrayList;
import java.util.List;

/**
 * What every kind of sender does with a domain, for a person: the verdict, a table with a row for
 * each address and a column for each kind, and below it why not all of them deliver.
 */
public final class OutlookText {
  private static final int CELL = 11;
  private static final int LABEL = 16;
  private static final String UNVERIFIED = "*";

  private final Layout layout;
  private final List<String> notes = new ArrayList<>();

  /** Makes one for a screen. */
  public OutlookText(Layout layout) {
    this.layout = layout;
  }

  /** The report, each line ended by a line feed. */
  public String of(DomainOutlook outlook) {
    notes.clear();
    StringBuilder text = new StringBuilder(verdict(outlook)).append('\n');
    if (!outlook.rows().isEmpty()) {
      text.append('\n').append(table(outlook));
    }
    for (int i = 0; i < notes.size(); i++) {
      wrap(text, (i + 1) + "  ", notes.get(i));
    }
    List<OutlookWords.Remark> remarks = OutlookWords.remarks(outlook);
    if (!remarks.isEmpty()) {
      text.append('\n');
    }
    for (OutlookWords.Remark remark : remarks) {
      wrap(text, "", remark.kind() + " [" + remark.id() + "] " + layout.shown(remark.message()));
    }
    return text.toString();
  }

  private String verdict(DomainOutlook outlook) {
    OutlookWords.Verdict verdict = OutlookWords.verdict(outlook);
    Colour colour =
        switch (verdict.level()) {
          case OK -> Colour.GOOD;
          case WARNING -> Colour.CAUTION;
          case FAILED, ERROR -> Colour.BAD;
        };
    return layout.painted(colour, verdict.level().name())
        + "  "
        + layout.text(outlook.evidence().domain().text())
        + "  "
        + layout.shown(verdict.words());
  }

  private String table(DomainOutlook outlook) {
    StringBuilder table = new StringBuilder();
    for (int line = 0; line < 2; line++) {
      StringBuilder head = new StringBuilder(LineWrapper.padded("", LABEL));
      for (Sender sender : DomainOutlook.SENDERS) {
        head.append(LineWrapper.padded(OutlookWords.head(sender.id()).get(line), CELL));
      }
      table.append(head.toString().stripTrailing()).append('\n');
    }
    String host = "";
    for (DomainOutlook.Row row : outlook.rows()) {
      if (!row.address().host().text().equals(host)) {
        host = row.address().host().text();
        table.append(layout.text(host)).append('\n');
      }
      String address = "  " + row.address().seen().addressText().orElse("no address");
      if (address.length() >= LABEL) {
        table.append(address).append('\n');
        address = "";
      }
      table.append(LineWrapper.padded(address, LABEL));
      StringBuilder cells = new StringBuilder();
      row.outcomes().values().forEach(outcome -> cells.append(cell(row.address(), outcome)));
      table.append(cells.toString().stripTrailing()).append('\n');
    }
    return table
        .append(
            OutlookWords.hasUnverified(outlook)
                ? "\n*  encrypted, with whatever certificate\n"
                : "\n")
        .toString();
  }

  private String cell(MxEvidence address, Outcome outcome) {
    String word = outcome.delivery().word();
    String mark = outcome.delivery() == Delivery.ENCRYPTED ? UNVERIFIED : "";
    if (!outcome.delivery().isProtected()) {
      mark = " " + note(address, outcome);
    }
    Colour colour =
        switch (outcome.delivery()) {
          case VERIFIED, ENCRYPTED -> Colour.GOOD;
          case IN_CLEAR -> Colour.CAUTION;
          case DEFERS, BOUNCES -> Colour.BAD;
        };
    String padding = " ".repeat(Math.max(1, CELL - word.length() - mark.length()));
    return layout.painted(colour, word + mark) + padding;
  }

  /** The number of a reason, which is told once. */
  private int note(MxEvidence address, Outcome outcome) {
    String note = layout.shown(OutlookWords.reason(address, outcome));
    if (!notes.contains(note)) {
      notes.add(note);
    }
    return notes.indexOf(note) + 1;
  }

  private void wrap(StringBuilder text, String begin, String line) {
    int width = Math.max(20, layout.columns() - begin.length());
    String indent = begin;
    for (String part : LineWrapper.ofWords(line, width)) {
      text.append(indent).append(part).append('\n');
      indent = " ".repeat(begin.length());
    }
  }
}
