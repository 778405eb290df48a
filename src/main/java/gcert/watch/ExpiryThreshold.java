package gcert.watch;

import java.time.Duration;
import java.time.Instant;

/** How near its end a certificate is to be reported. */
public sealed interface ExpiryThreshold {

  /** Whether a certificate that is still valid has come near its end. */
  boolean reached(KnownCertificate certificate, Instant at);

  /**
   * A span before the end.
   *
   * @param span not negative
   */
  record Before(Duration span) implements ExpiryThreshold {
    @Override
    public boolean reached(KnownCertificate certificate, Instant at) {
      return !at.plus(span).isBefore(certificate.notAfter());
    }
  }

  /**
   * A part of the whole lifetime: what suits certificates of a year and of six days alike.
   *
   * @param percent of the lifetime, 0 to 100
   */
  record Share(int percent) implements ExpiryThreshold {
    @Override
    public boolean reached(KnownCertificate certificate, Instant at) {
      Duration lifetime = Duration.between(certificate.notBefore(), certificate.notAfter());
      return new Before(lifetime.multipliedBy(percent).dividedBy(100)).reached(certificate, at);
    }
  }
}
