package gcert.report;

import gcert.rollover.HostReadiness;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a candidate may be deployed, in one line and an exit code as the Monitoring Plugins
 * Development Guidelines have it: to wait is a WARNING.
 */
public final class ReadyNagios {
  private final List<String> said = new ArrayList<>();
  private NagiosReport.State worst = NagiosReport.State.OK;

  /** Takes what came of one host. */
  public void add(HostReadiness host) {
    NagiosReport.State state =
        switch (host.state()) {
          case NOW -> NagiosReport.State.OK;
          case WAIT -> NagiosReport.State.WARNING;
          case UNKNOWN -> NagiosReport.State.UNKNOWN;
          case BREAK -> NagiosReport.State.CRITICAL;
        };
    worst = state.compareTo(worst) > 0 ? state : worst;
    said.add(
        EndpointText.of(host.target())
            + ": "
            + ReadyText.word(host)
            + (host.reasons().isEmpty() ? "" : ": " + host.reasons().get(0).message()));
  }

  /** Takes why no host could be judged. */
  public void complain(String why) {
    worst = NagiosReport.State.UNKNOWN;
    said.add(why);
  }

  /** The line. */
  public byte[] finish() {
    return NagiosReport.line(worst, String.join("; ", said), "");
  }

  /** 0, 1, 2 or 3: OK, WARNING, CRITICAL, UNKNOWN. */
  public int exitCode() {
    return worst.exitCode();
  }
}
