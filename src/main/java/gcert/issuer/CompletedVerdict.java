package gcert.issuer;

import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be said of a chain of which the server left out a part: trusted by whoever fetches the
 * rest, as gcert did, and by nobody else.
 */
public final class CompletedVerdict {
  private CompletedVerdict() {}

  /** Whether a verdict fails because an issuer is missing. */
  public static boolean isCalledFor(Verdict verdict) {
    for (Finding finding : verdict.findings()) {
      if (finding.severity() == Severity.FAILURE && isMissing(finding)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMissing(Finding finding) {
    return finding.rule() == Rule.MISSING_INTERMEDIATE || finding.rule() == Rule.UNTRUSTED_ROOT;
  }

  /**
   * The verdict on the completed chain with a word on what the server left out; where it is no
   * better, that on the chain as it was sent, with a word on why.
   *
   * @param sent the verdict on what the server sent
   * @param completed the verdict on that and what was fetched
   * @param strict whether a server that leaves something out fails
   */
  public static Verdict of(Verdict sent, Verdict completed, IssuerSearch search, boolean strict) {
    return search.found().isEmpty() || isCalledFor(completed)
        ? with(sent, failures(search))
        : with(completed, List.of(leftOut(search, strict)));
  }

  private static Finding leftOut(IssuerSearch search, boolean strict) {
    List<String> names = new ArrayList<>();
    for (FetchedIssuer issuer : search.found()) {
      names.add(CertificateLabel.of(issuer.certificate()) + " from " + issuer.location());
    }
    return new Finding(
        Rule.MISSING_INTERMEDIATE,
        strict ? Severity.FAILURE : Severity.WARNING,
        "the server does not send its whole chain; fetched "
            + String.join(", ", names)
            + ": clients that do not fetch it (Postfix, Exim, OpenSSL, GnuTLS, Java) do not trust the"
            + " certificate");
  }

  private static List<Finding> failures(IssuerSearch search) {
    List<Finding> findings = new ArrayList<>();
    for (String failure : search.failures()) {
      findings.add(
          new Finding(
              Rule.MISSING_INTERMEDIATE,
              Severity.INFO,
              "the missing certificate was looked for: " + failure));
    }
    return findings;
  }

  private static Verdict with(Verdict verdict, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(verdict.findings());
    findings.addAll(more);
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Verdict(findings, verdict.path(), verdict.anchor(), verdict.otherwise());
  }
}
