package gcert.app;

import gcert.trace.ExchangeLog;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;

/** Tells whoever watches an exchange how it was judged. */
final class VerdictNotes {
  private VerdictNotes() {}

  static void write(Verdict verdict, ExchangeLog log) {
    log.note(
        "check: "
            + (verdict.passed() ? "passed" : "failed")
            + verdict
                .anchor()
                .map(root -> "; root " + root.certificate().subject() + " (" + root.source() + ")")
                .orElse("; no path to a trusted root"));
    for (Finding finding : verdict.findings()) {
      if (finding.severity() != Severity.INFO) {
        log.note(
            "check: "
                + (finding.severity() == Severity.FAILURE ? "failure" : "warning")
                + " ["
                + finding.rule().id()
                + "] "
                + finding.message());
      }
    }
  }
}
