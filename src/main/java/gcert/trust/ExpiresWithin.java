package gcert.trust;

import gcert.certificate.Certificate;
import gcert.tls.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A warning is wanted some time before a certificate expires. A certificate that has expired
 * already is the business of the rules on its validity, not of this one.
 *
 * @param threshold how long before
 */
public record ExpiresWithin(Threshold threshold) implements Demand {

  /** How long before the end of its lifetime a certificate counts as expiring. */
  public sealed interface Threshold {

    /**
     * The span before the end of a certificate's lifetime, both ends included, in which there is to
     * be a warning.
     *
     * @param lifetime how long it is
     */
    Duration of(Duration lifetime);

    /** The same for the lifetime of a certificate. */
    default Duration of(Certificate certificate) {
      return of(Duration.between(certificate.notBefore(), certificate.notAfter()));
    }
  }

  /**
   * A fixed span, which every certificate of the path is held to.
   *
   * @param span the span, not negative
   */
  public record Span(Duration span) implements Threshold {
    @Override
    public Duration of(Duration lifetime) {
      return span;
    }
  }

  /**
   * A share of the lifetime. Only the end entity is held to it: a root with a tenth of its thirty
   * years left needs nobody's attention.
   *
   * @param percent from 1 to 100
   */
  public record Share(int percent) implements Threshold {
    @Override
    public Duration of(Duration lifetime) {
      return lifetime.multipliedBy(percent).dividedBy(100);
    }
  }

  @Override
  public List<Finding> judge(Observation observation, Verdict verdict, Instant at) {
    List<Certificate> held =
        threshold instanceof Share || verdict.path().isEmpty()
            ? observation.chain().subList(0, 1)
            : verdict.path();
    List<Finding> findings = new ArrayList<>();
    for (Certificate certificate : held) {
      Duration left = Duration.between(at, certificate.notAfter());
      if (!left.isNegative() && left.compareTo(threshold.of(certificate)) <= 0) {
        findings.add(new Finding(Rule.EXPIRES_SOON, Severity.WARNING, sentence(certificate, left)));
      }
    }
    return findings;
  }

  private String sentence(Certificate certificate, Duration left) {
    return Label.of(certificate)
        + ": expires in "
        + spoken(left)
        + ", at "
        + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS)
        + (threshold instanceof Share share
            ? ", in the last " + share.percent() + "% of its lifetime"
            : ", within " + spoken(threshold.of(certificate)));
  }

  /** Whole days, where there are two of them; whole hours, minutes or seconds below that. */
  private static String spoken(Duration span) {
    if (span.toDays() >= 2) {
      return span.toDays() + " days";
    }
    if (span.toHours() >= 2) {
      return span.toHours() + " hours";
    }
    if (span.toMinutes() >= 2) {
      return span.toMinutes() + " minutes";
    }
    return span.toSeconds() + (span.toSeconds() == 1 ? " second" : " seconds");
  }
}
