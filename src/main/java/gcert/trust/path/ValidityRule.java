package gcert.trust.path;

import gcert.certificate.Certificate;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.TimeText;
import gcert.trust.extension.PathCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Whether certificates are valid now, both ends of the period included, to the second (RFC 5280
 * section 4.1.2.5).
 */
public final class ValidityRule {
  private final Instant now;

  /** Makes the rule for an instant, whose fraction of a second does not count. */
  public ValidityRule(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  boolean holds(PathCertificate subject) {
    return !now.isBefore(subject.certificate().notBefore())
        && !now.isAfter(subject.certificate().notAfter());
  }

  /** Whether all of some certificates begin later. */
  public boolean isBefore(List<Certificate> certificates) {
    for (Certificate certificate : certificates) {
      if (!now.isBefore(certificate.notBefore())) {
        return false;
      }
    }
    return true;
  }

  /** Says that the clock is suspect. */
  public Finding clock(PathCertificate leaf) {
    return new Finding(
        Rule.NOT_YET_VALID,
        Severity.FAILURE,
        CertificateLabel.of(leaf.certificate())
            + ": not valid before "
            + TimeText.of(leaf.certificate().notBefore())
            + ", and neither is anything else that was sent; the clock says "
            + TimeText.of(now)
            + ": is it right?");
  }

  void check(PathCertificate subject, String role, List<Finding> findings) {
    if (holds(subject)) {
      return;
    }
    Instant begin = subject.certificate().notBefore();
    Instant end = subject.certificate().notAfter();
    String who = CertificateLabel.of(subject.certificate()) + ": " + role;
    if (now.isAfter(end)) {
      findings.add(
          new Finding(
              Rule.EXPIRED,
              Severity.FAILURE,
              who
                  + "expired "
                  + TimeText.span(Duration.between(end, now))
                  + " ago, "
                  + TimeText.of(end)));
    } else {
      findings.add(
          new Finding(
              Rule.NOT_YET_VALID,
              Severity.FAILURE,
              who
                  + "not valid before "
                  + TimeText.of(begin)
                  + ", in "
                  + TimeText.span(Duration.between(now, begin))));
    }
  }
}
