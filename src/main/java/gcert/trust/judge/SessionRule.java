package gcert.trust.judge;

import gcert.failure.Escaped;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.util.List;

/** The TLS session is as strong as is recommended today (RFC 9325); if not, that is a warning. */
final class SessionRule {
  private SessionRule() {}

  static void check(Observation observation, List<Finding> findings) {
    List<String> weak = observation.session().map(TlsSession::weaknesses).orElse(List.of());
    if (!weak.isEmpty()) {
      findings.add(
          new Finding(
              Rule.WEAK_SESSION,
              Severity.WARNING,
              "the TLS session is weak: " + Escaped.of(String.join(", ", weak))));
    }
  }
}
