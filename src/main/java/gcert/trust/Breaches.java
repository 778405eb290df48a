package gcert.trust;

import java.util.List;

/**
 * Collects the breaches of one certificate that do not bear on trust: warnings, and failures for
 * whoever is strict.
 */
final class Breaches {
  private final Subject subject;
  private final Severity severity;
  private final List<Finding> findings;

  Breaches(Subject subject, boolean strict, List<Finding> findings) {
    this.subject = subject;
    this.severity = strict ? Severity.FAILURE : Severity.WARNING;
    this.findings = findings;
  }

  /** Adds one; the sentence goes on where the certificate's name stops. */
  void add(Rule rule, String what) {
    findings.add(new Finding(rule, severity, Label.of(subject.certificate()) + ": " + what));
  }

  /** Adds one that bears on trust after all. */
  void addFailure(Rule rule, String what) {
    findings.add(
        new Finding(rule, Severity.FAILURE, Label.of(subject.certificate()) + ": " + what));
  }
}
