package gcert.trust.judge;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trust.Anchor;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Findings;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.trust.extension.PathCertificate;
import gcert.trust.name.NameMatching;
import gcert.trust.path.CertificateCache;
import gcert.trust.path.CertificationPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges an observation: a path to an anchor by RFC 5280, then the name by RFC 9525. */
public final class Judge {
  /** Failures that say nothing of whether somebody trustworthy issued the certificate. */
  private static final Set<Rule> OF_ONE_CERTIFICATE =
      EnumSet.of(
          Rule.EXPIRED,
          Rule.NOT_YET_VALID,
          Rule.NAME,
          Rule.WEAK_KEY,
          Rule.WEAK_SIGNATURE,
          Rule.KEY_USAGE,
          Rule.EXTENDED_KEY_USAGE,
          Rule.EXTENSION,
          Rule.KEY_IDENTIFIER,
          Rule.SERIAL,
          Rule.VERSION,
          Rule.SUBJECT,
          Rule.DATE,
          Rule.LIFETIME);

  private Judge() {}

  /**
   * Judges the first certificate of an observation.
   *
   * @param at the instant by which lifetimes are judged
   * @throws IllegalArgumentException when the observation has no certificate
   */
  public static Verdict judge(Observation observation, ValidationPolicy policy, Instant at) {
    return judge(observation, policy, at, new CertificateCache());
  }

  /**
   * Judges the first certificate of an observation, one of many.
   *
   * @param known what is known of certificates from other observations
   * @throws IllegalArgumentException when the observation has no certificate
   */
  public static Verdict judge(
      Observation observation, ValidationPolicy policy, Instant at, CertificateCache known) {
    if (observation.chain().isEmpty()) {
      throw new IllegalArgumentException("nothing to judge");
    }
    boolean sent = observation.target() instanceof ServerTarget;
    PathValidation trial = new PathValidation(observation.chain(), sent, policy, at, known);
    List<Finding> findings = new ArrayList<>();
    CertificationPath path = trial.path(findings);
    boolean holds = !Findings.fail(findings);
    Certificate leaf = observation.chain().get(0);
    boolean legible = !(Findings.fail(findings) && findings.get(0).rule() == Rule.MALFORMED);
    if (legible && policy.identity().isPresent()) {
      NameMatching.check(leaf, policy.identity().get(), findings);
    }
    if (holds && sent) {
      findings.addAll(ChainAsSent.of(observation.chain(), certificates(path), at));
    }
    Optional<Anchor> otherwise = holds ? Optional.empty() : otherwise(leaf, path, findings);
    SessionRule.check(observation, findings);
    Findings.sort(findings);
    Verdict verdict =
        new Verdict(
            findings,
            holds ? certificates(path) : List.of(),
            holds ? path.anchor() : Optional.empty(),
            otherwise);
    return OtherCertificates.judge(
        observation,
        policy.demands().judge(observation, verdict, at),
        other -> judge(other, policy, at, known));
  }

  /**
   * The anchor to which a chain leads that fails for another reason than trust, which is reported
   * too: nobody shall look for a missing root where a certificate has merely expired.
   */
  private static Optional<Anchor> otherwise(
      Certificate leaf, CertificationPath path, List<Finding> findings) {
    if (path.anchor().isEmpty() || path.subjects().size() < 2) {
      return Optional.empty();
    }
    for (Finding finding : findings) {
      if (finding.severity() == Severity.FAILURE && !OF_ONE_CERTIFICATE.contains(finding.rule())) {
        return Optional.empty();
      }
    }
    Anchor anchor = path.anchor().get();
    findings.add(
        new Finding(
            Rule.CHAIN,
            Severity.INFO,
            CertificateLabel.of(leaf)
                + ": apart from that the chain leads to the root "
                + CertificateLabel.of(anchor.certificate())
                + " ("
                + Escaped.of(anchor.source())
                + ")"));
    return path.anchor();
  }

  private static List<Certificate> certificates(CertificationPath path) {
    List<Certificate> certificates = new ArrayList<>(path.subjects().size());
    for (PathCertificate subject : path.subjects()) {
      certificates.add(subject.certificate());
    }
    return certificates;
  }
}
