package gcert.trust;

import gcert.certificate.Certificate;

/**
 * A breach of the profile by one certificate.
 *
 * @param rule the rule that is not kept to
 * @param what the sentence from where the certificate's name stops
 * @param grave whether it bears on trust, and is a failure for everybody; otherwise it is a
 *     warning, and a failure for whoever is strict
 */
record Breach(Rule rule, String what, boolean grave) {

  /** What is told of it. */
  Finding finding(Certificate certificate, boolean strict) {
    Severity severity = grave || strict ? Severity.FAILURE : Severity.WARNING;
    return new Finding(rule, severity, Label.of(certificate) + ": " + what);
  }
}
