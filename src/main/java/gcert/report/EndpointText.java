package gcert.report;

import gcert.failure.Escaped;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;

/** Where something was seen, as every report names it. */
public final class EndpointText {
  private EndpointText() {}

  /** {@code host:port}, or the name of a file, escaped. */
  public static String of(Target target) {
    return target instanceof ServerTarget server
        ? server.hostAndPort()
        : Escaped.of(target.text().equals("-") ? "standard input" : target.text());
  }

  /** The same with the address that answered, in brackets. */
  public static String of(Observation observation) {
    String address = address(observation);
    return of(observation.target()) + (address.isEmpty() ? "" : " (" + address + ")");
  }

  /** The address that answered; empty when none did. */
  public static String address(Observation observation) {
    return observation.addressText().orElse("");
  }
}
