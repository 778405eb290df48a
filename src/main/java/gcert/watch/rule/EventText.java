package gcert.watch.rule;

import gcert.failure.Escaped;
import gcert.watch.KnownCertificate;
import gcert.watch.Round;
import java.time.Instant;
import java.time.ZoneOffset;

/** What events say of certificates and times. */
final class EventText {
  /** The longest name of an issuer or a subject that is repeated whole, in characters. */
  static final int MESSAGE_LIMIT = 600;

  private EventText() {}

  /** A certificate by all that tells it from another. */
  static String described(KnownCertificate certificate) {
    return Escaped.of(certificate.subject(), MESSAGE_LIMIT)
        + ", key "
        + Escaped.of(certificate.keyType())
        + ", issued by "
        + Escaped.of(certificate.issuer(), MESSAGE_LIMIT)
        + ", valid until "
        + certificate.notAfter().atOffset(ZoneOffset.UTC).toLocalDate()
        + ", sha256 "
        + certificate.sha256();
  }

  /** A certificate at an address, and why it does not verify. */
  static String described(Round.Sight sight) {
    return sight.certificate().shortName() + " at " + sight.address() + ": " + sight.reason();
  }

  /** An instant without fractions of a second. */
  static Instant seconds(Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSecond());
  }
}
