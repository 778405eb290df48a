package gcert.trust;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.util.Optional;

/** Says what is wrong with a certificate that the JDK refuses to read. */
final class Unreadable {
  private static final int LIMIT = 160;

  private Unreadable() {}

  static Finding of(Certificate certificate, String complaint) {
    String who = Label.of(certificate) + ": ";
    Optional<String> key =
        certificate
            .structure()
            .map(c -> c.getSubjectPublicKeyInfo().getAlgorithm())
            .flatMap(EcCurve::complaint);
    // A curve that the JDK has dropped is the reason for which it refused.
    return key.isPresent()
        ? new Finding(Rule.WEAK_KEY, Severity.FAILURE, who + key.get())
        : new Finding(
            Rule.MALFORMED,
            Severity.FAILURE,
            who + "malformed certificate: " + Escaped.of(complaint, LIMIT));
  }
}
