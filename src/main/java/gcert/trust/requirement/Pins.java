package gcert.trust.requirement;

import gcert.certificate.Certificate;
import gcert.tls.Observation;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of several pins has to be met: while a new certificate is rolled out, either may be seen.
 *
 * <p>The end entity is looked at first, then its issuers on the verified path. A certificate that a
 * server merely sends along proves nothing and counts for nothing: without a verified path only the
 * end entity can meet a pin.
 *
 * @param alternatives the pins, at least one
 */
public record Pins(List<Pin> alternatives) implements Requirement {

  /** Takes a copy of the list. */
  public Pins {
    alternatives = List.copyOf(alternatives);
  }

  @Override
  public List<Finding> judge(Observation observation, Verdict verdict, Instant at) {
    Certificate leaf = observation.chain().get(0);
    Optional<String> match = match(leaf, "the certificate itself");
    for (Certificate issuer : verdict.path()) {
      if (match.isEmpty() && !issuer.equals(leaf)) {
        match = match(issuer, "its issuer " + CertificateLabel.of(issuer));
      }
    }
    String subject = CertificateLabel.of(leaf) + ": ";
    return List.of(
        match.isPresent()
            ? new Finding(Rule.PIN, Severity.INFO, subject + match.get())
            : new Finding(Rule.PIN, Severity.FAILURE, subject + missed(leaf)));
  }

  private Optional<String> match(Certificate certificate, String role) {
    for (Pin pin : alternatives) {
      if (pin.meetsCertificate(certificate)) {
        return Optional.of(role + " meets the pin " + pin.label());
      }
      if (pin.meetsKey(certificate)) {
        return Optional.of("the key of " + role + " meets the pin " + pin.label());
      }
    }
    return Optional.empty();
  }

  private String missed(Certificate leaf) {
    return (alternatives.size() == 1
            ? "neither the certificate nor a verified issuer meets the pin "
                + alternatives.get(0).label()
            : "neither the certificate nor a verified issuer meets any of the "
                + alternatives.size()
                + " pins")
        + "; the certificate has SHA-256 "
        + leaf.sha256()
        + ", its key "
        + leaf.spkiSha256();
  }
}
