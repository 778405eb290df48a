package gcert.trust.judge;

import gcert.failure.Failure;
import gcert.tls.Authentication;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Finding;
import gcert.trust.Findings;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges what a server shows beside its usual certificate: one for each other kind of key. What is
 * wrong with those is wrong with the server, so that it joins the findings.
 */
public final class OtherCertificates {
  private OtherCertificates() {}

  /**
   * The verdict with the findings on the other certificates; the same where there are none.
   *
   * @param judging judges one of them as the usual one was judged
   */
  static Verdict judge(
      Observation observation, Verdict verdict, Function<Observation, Verdict> judging) {
    if (observation.others().isEmpty() && observation.unseen().isEmpty()) {
      return verdict;
    }
    List<Finding> findings = new ArrayList<>(verdict.findings());
    for (Observation other : observation.others()) {
      String whose = label(other);
      for (Finding finding : judging.apply(other).findings()) {
        if (concerns(finding)) {
          findings.add(
              new Finding(finding.rule(), severity(finding), whose + ": " + finding.message()));
        }
      }
      findings.add(
          new Finding(
              Rule.OTHER_CERTIFICATE,
              Severity.INFO,
              whose + " ends its life on " + other.chain().get(0).notAfter()));
    }
    for (Observation.Unseen unseen : observation.unseen()) {
      findings.add(unseen(unseen));
    }
    Findings.sort(findings);
    return new Verdict(findings, verdict.path(), verdict.anchor(), verdict.otherwise());
  }

  /**
   * What one of them is called in a finding.
   *
   * @param other what the server showed when it was asked for another kind of key
   */
  public static String label(Observation other) {
    return "the server's other certificate" + kind(other);
  }

  /** A certificate that nobody looks at may expire, so that this is worth a warning. */
  private static Finding unseen(Observation.Unseen unseen) {
    Failure failure = unseen.failure();
    return new Finding(
        Rule.OTHER_CERTIFICATE_UNSEEN,
        Severity.WARNING,
        "could not find out whether the server has a certificate for "
            + unseen.kind()
            + " as well: "
            + failure.step().label()
            + ": "
            + failure.what());
  }

  /** What was negotiated is reported of the usual session alone, and remarks as well. */
  private static boolean concerns(Finding finding) {
    return finding.severity() != Severity.INFO
        && switch (finding.rule()) {
          case REQUIRE_VERSION, REQUIRE_KEY_EXCHANGE, REQUIRE_CIPHER, WEAK_SESSION -> false;
          default -> true;
        };
  }

  /** Whoever pins one certificate need not mean the other. */
  private static Severity severity(Finding finding) {
    return finding.rule() == Rule.PIN ? Severity.WARNING : finding.severity();
  }

  private static String kind(Observation other) {
    Optional<Authentication> kind = other.session().flatMap(TlsSession::authentication);
    return kind.isPresent() ? " (" + kind.get().name() + ")" : "";
  }
}
