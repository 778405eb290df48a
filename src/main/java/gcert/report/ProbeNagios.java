package gcert.report;

import gcert.failure.Failure;
import gcert.probe.Probed;
import gcert.probe.ServerRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What servers take, in one line and an exit code as the Monitoring Plugins Development Guidelines
 * have it. A server that cannot be asked is CRITICAL, one that turns away for now a WARNING.
 */
public final class ProbeNagios {
  private static final int TEMPORARY = 75;
  private static final int LOCAL = 8;

  private final List<String> wrong = new ArrayList<>();
  private final List<String> well = new ArrayList<>();
  private NagiosReport.State worst = NagiosReport.State.OK;

  /** Takes what came of one server. */
  public void add(Probed probed) {
    NagiosReport.State state =
        switch (probed.exitCode()) {
          case 0 -> NagiosReport.State.OK;
          case TEMPORARY -> NagiosReport.State.WARNING;
          case LOCAL -> NagiosReport.State.UNKNOWN;
          default -> NagiosReport.State.CRITICAL;
        };
    worst = Collections.max(List.of(worst, state));
    (state == NagiosReport.State.OK ? well : wrong)
        .add(EndpointText.of(probed.seen()) + ": " + said(probed));
  }

  /** Takes an entry of the list that is no target. */
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

  private static String said(Probed probed) {
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
