package gcert.trust;

import gcert.certificate.Certificate;
import gcert.tls.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges an observation: a path to an anchor by RFC 5280, then the name by RFC 9525. */
public final class Judge {
  private Judge() {}

  /**
   * Judges the first certificate of an observation.
   *
   * @param at the instant by which lifetimes are judged
   * @throws IllegalArgumentException when the observation has no certificate
   */
  public static Verdict judge(Observation observation, Policy policy, Instant at) {
    return judge(observation, policy, at, new CertificateCache());
  }

  /**
   * Judges the first certificate of an observation, one of many.
   *
   * @param known what is known of certificates from other observations
   * @throws IllegalArgumentException when the observation has no certificate
   */
  public static Verdict judge(
      Observation observation, Policy policy, Instant at, CertificateCache known) {
    if (observation.chain().isEmpty()) {
      throw new IllegalArgumentException("nothing to judge");
    }
    Trial trial = new Trial(observation.chain(), policy, at, known);
    List<Finding> findings = new ArrayList<>();
    Path path = trial.path(findings);
    boolean holds = !Findings.fail(findings);
    Certificate leaf = observation.chain().get(0);
    if (policy.identity().isPresent()) {
      NameRule.check(leaf, policy.identity().get(), findings);
    }
    SessionRule.check(observation, findings);
    Findings.sort(findings);
    Verdict verdict =
        new Verdict(
            findings,
            holds ? certificates(path) : List.of(),
            holds ? path.anchor() : Optional.empty());
    return OtherCertificates.judge(
        observation, policy, at, known, policy.demands().judge(observation, verdict, at));
  }

  private static List<Certificate> certificates(Path path) {
    List<Certificate> certificates = new ArrayList<>(path.subjects().size());
    for (Subject subject : path.subjects()) {
      certificates.add(subject.certificate());
    }
    return certificates;
  }
}
