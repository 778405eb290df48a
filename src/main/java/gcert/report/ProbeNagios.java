package gcert.report;

import gcert.failure.Failure;
import gcert.probe.ProbeOutcome;
import gcert.probe.ServerRange;
import gcert.probe.judging.Assessment;
import gcert.probe.judging.Difference;
import gcert.probe.judging.Grade;
import gcert.probe.judging.JudgedProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What servers take, in one line and an exit code as the Monitoring Plugins Development Guidelines
 * have it. A server that cannot be asked is CRITICAL, and so is one with something that a norm
 * calls insufficient; one that turns away for now, that differs from what is expected, or has
 * something to phase out is a WARNING.
 */
public final class ProbeNagios {
  private static final int TEMPORARY = 75;
  private static final int LOCAL = 8;

  private final List<String> wrong = new ArrayList<>();
  private final List<String> well = new ArrayList<>();
  private NagiosReport.State worst = NagiosReport.State.OK;

  /** Takes what came of one server. */
  public void add(JudgedProbe judged) {
    ProbeOutcome probed = judged.probed();
    NagiosReport.State state =
        switch (probed.exitCode()) {
          case 0 -> judged(judged);
          case TEMPORARY -> NagiosReport.State.WARNING;
          case LOCAL -> NagiosReport.State.UNKNOWN;
          default -> NagiosReport.State.CRITICAL;
        };
    worst = Collections.max(List.of(worst, state));
    (state == NagiosReport.State.OK ? well : wrong)
        .add(EndpointText.of(probed.seen()) + ": " + said(probed) + judgement(judged));
  }

  private static NagiosReport.State judged(JudgedProbe judged) {
    if (judged.isInsufficient()) {
      return NagiosReport.State.CRITICAL;
    }
    boolean old = judged.assessments().stream().anyMatch(a -> a.worst() == Grade.PHASE_OUT);
    return old || !judged.differences().isEmpty()
        ? NagiosReport.State.WARNING
        : NagiosReport.State.OK;
  }

  private static String judgement(JudgedProbe judged) {
    StringBuilder text = new StringBuilder();
    for (Assessment assessment : judged.assessments()) {
      text.append(", ").append(assessment.profile().key()).append(' ');
      text.append(assessment.worst().label());
      assessment.of(Optional.of(assessment.worst())).stream()
          .filter(finding -> assessment.worst().compareTo(Grade.SUFFICIENT) > 0)
          .findFirst()
          .ifPresent(first -> text.append(" (").append(FindingText.of(first)).append(')'));
    }
    if (judged.compared()) {
      int count = judged.differences().size();
      text.append(
          switch (count) {
            case 0 -> ", as expected";
            case 1 -> ", 1 difference: ";
            default -> ", " + count + " differences: ";
          });
      judged.differences().stream().limit(1).map(ProbeNagios::words).forEach(text::append);
    }
    return text.toString();
  }

  private static String words(Difference difference) {
    return difference.kind().label() + " " + difference.fact();
  }

  /** Takes an entry of the list that is not a valid target. */
  public void complain(String complaint) {
    worst = Collections.max(List.of(worst, NagiosReport.State.UNKNOWN));
    wrong.add(complaint);
  }

  /** The line. */
  public byte[] finish() {
    List<String> all = new ArrayList<>(wrong);
    all.addAll(well);
    return NagiosReport.line(worst, String.join("; ", all), "");
  }

  /** 0, 1, 2 or 3: OK, WARNING, CRITICAL, UNKNOWN. */
  public int exitCode() {
    return worst.exitCode();
  }

  private static String said(ProbeOutcome probed) {
    if (probed.failure().isPresent()) {
      Failure failure = probed.failure().get();
      return failure.step().label() + ": " + failure.what();
    }
    ServerRange range = probed.range().orElseThrow();
    if (range.spoken().isEmpty()) {
      return "no version of TLS is spoken";
    }
    long suites = range.spoken().stream().mapToLong(version -> version.suites().size()).sum();
    return range.spoken().stream()
            .map(version -> version.version().label())
            .collect(Collectors.joining(", "))
        + " with "
        + suites
        + (suites == 1 ? " cipher suite" : " cipher suites");
  }
}
