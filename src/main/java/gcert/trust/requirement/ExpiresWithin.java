package gcert.trust.requirement;

import gcert.certificate.Certificate;
import gcert.tls.Observation;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.TimeText;
import gcert.trust.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A warning is wanted some time before a certificate expires, and perhaps a failure when less is
 * left. A certificate that has expired already is the business of the rules on its validity, not of
 * this one.
 *
 * @param warning how long before there is a warning
 * @param critical how long before there is a failure; empty for never
 * @param asked whether the user named the thresholds; otherwise they are {@link #usual}
 */
public record ExpiresWithin(Threshold warning, Optional<Threshold> critical, boolean asked)
    implements Requirement {
  private static final int USUAL_PERCENT = 10;

  /** A threshold for a warning that the user named. */
  public ExpiresWithin(Threshold warning) {
    this(warning, Optional.empty(), true);
  }

  /** What is worth a warning when nobody says what is: a tenth of the lifetime is left. */
  public static ExpiresWithin usual() {
    return new ExpiresWithin(new Share(USUAL_PERCENT), Optional.empty(), false);
  }

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
    Certificate leaf = observation.chain().get(0);
    List<Finding> findings = new ArrayList<>();
    for (Certificate certificate : verdict.path().isEmpty() ? List.of(leaf) : verdict.path()) {
      boolean own = certificate.equals(leaf);
      Duration left = Duration.between(at, certificate.notAfter());
      if (critical.isPresent() && meets(critical.get(), certificate, own, left)) {
        findings.add(finding(Severity.FAILURE, certificate, left, critical.get()));
      } else if (meets(warning, certificate, own, left)) {
        findings.add(finding(Severity.WARNING, certificate, left, warning));
      }
    }
    return findings;
  }

  /** One that has expired is no better than one that is about to. */
  @Override
  public List<Finding> unmet(Observation observation, Verdict verdict, Instant at) {
    List<Finding> unmet = new ArrayList<>(Requirement.super.unmet(observation, verdict, at));
    if (asked) {
      verdict.findings().stream()
          .filter(f -> f.rule() == Rule.EXPIRED && f.severity() == Severity.FAILURE)
          .forEach(unmet::add);
    }
    return unmet;
  }

  private static boolean meets(
      Threshold threshold, Certificate certificate, boolean own, Duration left) {
    return !left.isNegative()
        && (own || threshold instanceof Span)
        && left.compareTo(threshold.of(certificate)) <= 0;
  }

  private static Finding finding(
      Severity severity, Certificate certificate, Duration left, Threshold threshold) {
    return new Finding(Rule.EXPIRES_SOON, severity, sentence(certificate, left, threshold));
  }

  private static String sentence(Certificate certificate, Duration left, Threshold threshold) {
    return CertificateLabel.of(certificate)
        + ": expires in "
        + spoken(left)
        + ", at "
        + TimeText.of(certificate.notAfter())
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
