package gcert.report;

import gcert.sender.Conflict;
import gcert.sender.DomainOutlook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What senders do with domains, in one line and an exit code as the Monitoring Plugins Development
 * Guidelines have it: CRITICAL where a kind of sender does not deliver under TLS or nothing can be
 * reached, WARNING where something conflicts.
 */
public final class OutlookNagios {
  private static final int TEMPORARY = 75;
  private static final int LOCAL = 8;

  private final List<String> said = new ArrayList<>();
  private NagiosReport.State worst = NagiosReport.State.OK;

  /** Takes what came of one domain. */
  public void add(DomainOutlook outlook) {
    NagiosReport.State state =
        switch (outlook.exitCode()) {
          case 0 ->
              outlook.conflicts().isEmpty() ? NagiosReport.State.OK : NagiosReport.State.WARNING;
          case TEMPORARY -> NagiosReport.State.WARNING;
          case LOCAL -> NagiosReport.State.UNKNOWN;
          default -> NagiosReport.State.CRITICAL;
        };
    worst = Collections.max(List.of(worst, state));
    said.add(outlook.evidence().domain().text() + ": " + words(outlook));
  }

  /** The line. */
  public byte[] line() {
    return NagiosReport.line(worst, String.join("; ", said), "");
  }

  /** 0, 1, 2 or 3: OK, WARNING, CRITICAL, UNKNOWN. */
  public int exitCode() {
    return worst.exitCode();
  }

  private static String words(DomainOutlook outlook) {
    if (outlook.evidence().failure().isPresent()) {
      return outlook.evidence().failure().get().what();
    }
    if (!outlook.failing().isEmpty()) {
      return "not delivered under TLS by " + String.join(", ", outlook.failing());
    }
    if (outlook.exitCode() != 0) {
      return "not every address could be reached";
    }
    List<String> conflicts = outlook.conflicts().stream().map(Conflict::id).distinct().toList();
    return "delivered under TLS by every kind of sender"
        + (conflicts.isEmpty() ? "" : ", but " + String.join(", ", conflicts));
  }
}
