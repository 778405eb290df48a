package gcert.revocation;

import gcert.certificate.Certificate;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.TimeText;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What follows for a verdict from what is known of the revocation of its path. */
public final class RevocationJudge {
  private static final int SHOWN = 4;

  private final RevocationMode mode;

  /** Makes one. */
  public RevocationJudge(RevocationMode mode) {
    this.mode = mode;
  }

  /**
   * The verdict with the findings on revocation, the gravest first.
   *
   * @param usual the verdict without them
   * @param statuses what is known of each certificate below the anchor
   * @param fromServer whether a server sent the chain, so that it could have stapled a response
   */
  public Verdict judge(Verdict usual, List<CertificateStatus> statuses, boolean fromServer) {
    return with(usual, findings(usual.path().isEmpty(), statuses, fromServer));
  }

  /**
   * The verdict with the findings on another certificate that the same server has for another kind
   * of key; what has been said of CAs that both paths have is not said again.
   *
   * @param judged the verdict with the findings on the usual certificate
   * @param whose what the other certificate is called
   * @param statuses what is known of each certificate of its path below the anchor; empty when
   *     there is no path
   */
  public Verdict besides(Verdict judged, String whose, List<CertificateStatus> statuses) {
    List<Finding> more = new ArrayList<>();
    for (Finding finding : findings(statuses.isEmpty(), statuses, /* fromServer= */ true)) {
      if (!judged.findings().contains(finding)) {
        more.add(new Finding(finding.rule(), finding.severity(), whose + ": " + finding.message()));
      }
    }
    return with(judged, more);
  }

  private List<Finding> findings(
      boolean pathless, List<CertificateStatus> statuses, boolean fromServer) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < statuses.size(); i++) {
      CertificateStatus status = statuses.get(i);
      findings.add(finding(status));
      findings.addAll(staples(status, /* mayAsk= */ i == 0 && fromServer));
    }
    if (pathless) {
      findings.add(
          new Finding(
              Rule.REVOCATION_UNKNOWN,
              Severity.INFO,
              "revocation was not checked: there is no path to a root by which it could be"));
    }
    return findings;
  }

  private static Verdict with(Verdict verdict, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(verdict.findings());
    findings.addAll(more);
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Verdict(findings, verdict.path(), verdict.anchor(), verdict.otherwise());
  }

  /** Whether a verdict fails for what is known of revocation, whatever else does. */
  public static boolean refuses(Verdict verdict) {
    for (Finding finding : verdict.findings()) {
      if (finding.severity() == Severity.FAILURE && isOfRevocation(finding.rule())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfRevocation(Rule rule) {
    return switch (rule) {
      case REVOKED, REVOCATION_UNKNOWN, MUST_STAPLE, STAPLED_RESPONSE -> true;
      default -> false;
    };
  }

  private Finding finding(CertificateStatus status) {
    Certificate certificate = status.certificate();
    String who = CertificateLabel.of(certificate) + ": ";
    Optional<SourceStatus> decisive = status.decisive();
    if (decisive.isEmpty()) {
      return new Finding(
          Rule.REVOCATION_UNKNOWN,
          mode == RevocationMode.HARD ? Severity.FAILURE : Severity.WARNING,
          who + "cannot tell whether it has been revoked: " + reasons(status.sources()));
    }
    String source = decisive.get().text();
    if (decisive.get().status() instanceof RevocationStatus.Revoked revoked) {
      return new Finding(
          Rule.REVOKED,
          Severity.FAILURE,
          who
              + "was revoked "
              + TimeText.of(revoked.since())
              + " ("
              + revoked.reason()
              + "), says the "
              + source);
    }
    String until =
        decisive.get().status() instanceof RevocationStatus.Good good
            ? ", until " + TimeText.of(good.until())
            : "";
    return new Finding(
        Rule.REVOKED, Severity.INFO, who + "has not been revoked, says the " + source + until);
  }

  private static String reasons(List<SourceStatus> sources) {
    List<String> reasons = new ArrayList<>();
    for (SourceStatus source : sources) {
      if (source.status() instanceof RevocationStatus.Unknown unknown && reasons.size() < SHOWN) {
        reasons.add("the " + source.text() + " " + unknown.why());
      }
    }
    return reasons.isEmpty()
        ? "it names neither a CRL nor an OCSP responder that can be asked over HTTP"
        : String.join("; ", reasons);
  }

  /** RFC 7633 section 4.2.3, RFC 8446 section 4.4.2.1. */
  private static List<Finding> staples(CertificateStatus status, boolean mayAsk) {
    List<Finding> findings = new ArrayList<>();
    String who = CertificateLabel.of(status.certificate()) + ": ";
    boolean useful = false;
    for (SourceStatus source : status.sources()) {
      if (source.kind() == SourceStatus.Kind.STAPLED) {
        if (source.status() instanceof RevocationStatus.Unknown unknown) {
          findings.add(
              new Finding(
                  Rule.STAPLED_RESPONSE,
                  Severity.WARNING,
                  who
                      + "the OCSP response that the server staples "
                      + unknown.why()
                      + "; clients that look at it give up"));
        } else {
          useful = true;
        }
      }
    }
    if (mayAsk && !useful && MustStaple.isAskedBy(status.certificate())) {
      findings.add(
          new Finding(
              Rule.MUST_STAPLE,
              Severity.FAILURE,
              who
                  + "asks its server to staple OCSP responses (must-staple), and the server sends"
                  + (findings.isEmpty() ? " none" : " none of use")));
    }
    return findings;
  }
}
