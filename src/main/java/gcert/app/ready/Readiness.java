package gcert.app.ready;

import gcert.app.ExitCode;
import gcert.dns.LookupException;
import gcert.rollover.HostReadiness;
import java.util.List;
import java.util.Optional;

/**
 * What came of it.
 *
 * @param hosts each mail host that was judged, the preferred first
 * @param passedOver names of mail hosts that the certificate is not for, while it is for others
 * @param failure why no host could be judged; empty when some were
 */
public record Readiness(
    List<HostReadiness> hosts, List<String> passedOver, Optional<LookupException> failure) {

  /** Takes copies of the lists. */
  public Readiness {
    hosts = List.copyOf(hosts);
    passedOver = List.copyOf(passedOver);
  }

  /** The worst exit code of all. */
  public int exitCode() {
    int worst = failure.map(f -> f.failure().category().exitCode()).orElse(ExitCode.OK);
    for (HostReadiness host : hosts) {
      worst = ExitCode.worse(worst, host.state().exitCode());
    }
    return worst;
  }
}
