package gcert.http;

import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trust.AnchorStore;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets a request pass only to a server whose certificate leads to a trusted root and is for the
 * host that was asked for (RFC 9110 section 4.3.4).
 *
 * @param trusted the trusted roots
 * @param at the instant by which lifetimes are judged
 */
public record CertificateCheck(AnchorStore trusted, Instant at) implements HttpClient.Check {

  @Override
  public void check(Observation seen) throws FailedException {
    ServerTarget server = (ServerTarget) seen.target();
    ValidationPolicy policy =
        new ValidationPolicy(trusted, Optional.empty(), Optional.of(server.host()), false);
    Verdict verdict = Judge.judge(seen, policy, at);
    for (Finding finding : verdict.findings()) {
      if (finding.severity() == Severity.FAILURE) {
        throw new FailedException(
            Step.HANDSHAKE,
            Category.HANDSHAKE,
            "the server's certificate failed a check: " + finding.message());
      }
    }
  }
}
