package gcert.trust.extension;

import gcert.certificate.Certificate;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;

/**
 * A breach of the profile by one certificate.
 *
 * @param rule the rule that is not kept to
 * @param what the sentence from where the certificate's name stops
 * @param grave whether it bears on trust, and is a failure for everybody; otherwise it is a
 *     warning, and a failure for whoever is strict
 */
public record ProfileViolation(Rule rule, String what, boolean grave) {

  /** What is reported of it. */
  public Finding finding(Certificate certificate, boolean strict) {
    Severity severity = grave || strict ? Severity.FAILURE : Severity.WARNING;
    return new Finding(rule, severity, CertificateLabel.of(certificate) + ": " + what);
  }
}
