package gcert.report;

import gcert.deployment.Deployment;
import gcert.deployment.Endpoint;
import gcert.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether servers show what files have, in one line and an exit code as the Monitoring Plugins
 * Development Guidelines have it. A server that has to be reloaded is a WARNING until the
 * certificate that it shows expires.
 */
public final class DeploymentNagios {
  private static final int TEMPORARY = 75;
  private static final int LOCAL = 8;

  private final Deployment deployment;

  /** Makes the report on what was found. */
  public DeploymentNagios(Deployment deployment) {
    this.deployment = deployment;
  }

  /** The line. */
  public byte[] line() {
    List<String> said = new ArrayList<>();
    for (Endpoint endpoint : deployment.differing()) {
      said.add(place(endpoint) + String.join(", ", endpoint.differences()));
    }
    for (Endpoint endpoint : deployment.failed()) {
      Failure failure = endpoint.seen().failure().orElseThrow();
      said.add(place(endpoint) + failure.step().label() + ": " + failure.what());
    }
    int same = deployment.answering().size() - said.size();
    said.add(same + (same == 1 ? " endpoint serves" : " endpoints serve") + " what the file has");
    return NagiosReport.line(state(), String.join("; ", said), "");
  }

  /** 0, 1, 2 or 3: OK, WARNING, CRITICAL, UNKNOWN. */
  public int exitCode() {
    return state().exitCode();
  }

  private NagiosReport.State state() {
    NagiosReport.State worst = NagiosReport.State.OK;
    for (Endpoint endpoint : deployment.endpoints()) {
      NagiosReport.State state = state(endpoint);
      worst = state.compareTo(worst) > 0 ? state : worst;
    }
    return worst;
  }

  private NagiosReport.State state(Endpoint endpoint) {
    return switch (endpoint.state()) {
      case SAME, CLOSED -> NagiosReport.State.OK;
      case DIFFERS ->
          endpoint.served().stream()
                  .flatMap(one -> one.certificate().stream())
                  .anyMatch(certificate -> certificate.notAfter().isBefore(deployment.at()))
              ? NagiosReport.State.CRITICAL
              : NagiosReport.State.WARNING;
      case FAILED ->
          switch (endpoint.exitCode()) {
            case TEMPORARY -> NagiosReport.State.WARNING;
            case LOCAL -> NagiosReport.State.UNKNOWN;
            default -> NagiosReport.State.CRITICAL;
          };
    };
  }

  private static String place(Endpoint endpoint) {
    String address = endpoint.addressText();
    return DeploymentText.where(endpoint) + (address.isEmpty() ? ": " : " at " + address + ": ");
  }
}
