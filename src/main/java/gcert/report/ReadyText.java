package gcert.report;

import gcert.rollover.HostReadiness;
import gcert.rollover.HostReadiness.Reason;
import gcert.rollover.HostReadiness.State;
import gcert.rollover.RolloverPlan;
import gcert.rollover.TimeWords;
import java.util.ArrayList;
import java.util.List;

/** Whether a candidate may be deployed, for a person: a verdict per host, then the reasons. */
public final class ReadyText {
  private static final String INDENT = "  ";

  private final Layout layout;

  /** Makes one for a screen. */
  public ReadyText(Layout layout) {
    this.layout = layout;
  }

  /** The report on one host, each line ended by a line feed. */
  public String of(HostReadiness host) {
    StringBuilder text = new StringBuilder();
    text.append(verdict(host)).append(INDENT).append(EndpointText.of(host.target())).append('\n');
    for (Reason reason : host.reasons()) {
      String sentence = label(reason) + " [" + reason.obstacle().id() + "] " + reason.message();
      String indent = INDENT;
      for (String line :
          LineWrapper.ofWords(
              layout.shown(sentence), Math.max(20, layout.columns() - 2 * INDENT.length()))) {
        text.append(indent).append(line).append('\n');
        indent = INDENT + INDENT;
      }
    }
    return text.toString();
  }

  /** {@code NOW}, {@code WAIT until 2026-11-28 19:04 UTC}, {@code WOULD BREAK}, {@code UNKNOWN}. */
  public static String word(HostReadiness host) {
    return switch (host.state()) {
      case NOW -> "NOW";
      case WAIT -> "WAIT until " + TimeWords.of(host.until().orElseThrow());
      case UNKNOWN -> "UNKNOWN";
      case BREAK -> "WOULD BREAK";
    };
  }

  private String verdict(HostReadiness host) {
    return layout.painted(
        switch (host.state()) {
          case NOW -> Colour.GOOD;
          case WAIT -> Colour.CAUTION;
          case UNKNOWN, BREAK -> Colour.BAD;
        },
        word(host));
  }

  private static String label(Reason reason) {
    return switch (reason.state()) {
      case NOW -> reason.warning() ? "warning" : "note";
      case WAIT -> "wait";
      case UNKNOWN -> "unknown";
      case BREAK -> "failure";
    };
  }

  /** What to change in the zone, as lines of a zone file with comments. */
  public static String plan(HostReadiness host) {
    if (host.plan().isEmpty()) {
      return "; "
          + EndpointText.of(host.target())
          + ": no TLSA records: "
          + host.reasons().stream()
              .map(Reason::message)
              .findFirst()
              .orElse("the name is not in a signed zone")
          + "\n";
    }
    RolloverPlan plan = host.plan().get();
    List<String> lines = new ArrayList<>();
    lines.add("; " + EndpointText.of(host.target()) + ", zone " + plan.zone());
    if (plan.add().isEmpty()) {
      lines.add("; add nothing");
    } else {
      lines.add("; add now:");
      plan.add().forEach(record -> lines.add(plan.line(record)));
    }
    lines.add(
        host.state() == State.NOW
            ? "; deploy now"
            : "; deploy not before "
                + TimeWords.of(plan.deploy())
                + (plan.add().isEmpty() ? "" : ", if the records are added now")
                + "; gcert ready says when");
    if (plan.remove().isEmpty()) {
      lines.add("; remove nothing afterwards");
    } else {
      lines.add(
          "; remove once it is served everywhere (gcert deployed), not before "
              + TimeWords.of(plan.deploy())
              + ":");
      plan.remove().forEach(record -> lines.add("; " + plan.line(record)));
    }
    return String.join("\n", lines) + "\n";
  }
}
