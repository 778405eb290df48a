package gcert.trust.profile;

import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.extension.PathCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long the certificate of a server may live (baseline requirements section 6.3.2): less for
 * each year in which it was issued. The limits bind the CAs that everybody trusts, and no others.
 */
public final class ServerLifetime {
  private record Limit(Instant from, int days) {}

  /** The latest first; by the day of issue. */
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(Instant.parse("2029-03-15T00:00:00Z"), 47),
          new Limit(Instant.parse("2027-03-15T00:00:00Z"), 100),
          new Limit(Instant.parse("2026-03-15T00:00:00Z"), 200),
          new Limit(Instant.parse("2020-09-01T00:00:00Z"), 398));

  private ServerLifetime() {}

  /**
   * Adds what there is to say of the lifetime.
   *
   * @param strict whether that is a failure
   */
  public static void check(PathCertificate leaf, boolean strict, List<Finding> findings) {
    Instant issued = leaf.certificate().notBefore();
    for (Limit limit : LIMITS) {
      if (!issued.isBefore(limit.from())) {
        // Both ends belong to the period.
        Duration lifetime = Duration.between(issued, leaf.certificate().notAfter()).plusSeconds(1);
        if (lifetime.compareTo(Duration.ofDays(limit.days())) > 0) {
          findings.add(finding(leaf, lifetime, limit, strict));
        }
        return;
      }
    }
  }

  private static Finding finding(
      PathCertificate leaf, Duration lifetime, Limit limit, boolean strict) {
    return new Finding(
        Rule.LIFETIME,
        strict ? Severity.FAILURE : Severity.WARNING,
        CertificateLabel.of(leaf.certificate())
            + ": is valid for "
            + lifetime.plusDays(1).minusSeconds(1).toDays()
            + " days, but one that was issued then may be for "
            + limit.days());
  }
}
