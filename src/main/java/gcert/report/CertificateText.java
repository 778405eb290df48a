package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One certificate described to a person, in lines of {@code name: value}. */
public final class CertificateText {
  private CertificateText() {}

  /**
   * The description, ended by a line feed; text from the certificate is escaped.
   *
   * @param at the instant from which the days left are counted
   */
  public static String of(Certificate certificate, Instant at) {
    StringBuilder text = new StringBuilder();
    line(text, "subject", certificate.subject());
    line(text, "issuer", certificate.issuer());
    line(text, "serial", certificate.serialNumber().toString(16));
    line(text, "not before", UtcTime.of(certificate.notBefore()));
    line(text, "not after", UtcTime.of(certificate.notAfter()) + left(certificate, at));
    line(text, "key", certificate.key());
    line(text, "signature", certificate.signature());
    List<String> names = certificate.names();
    for (int i = 0; i < names.size(); i++) {
      line(text, i == 0 ? "names" : "", names.get(i));
    }
    line(text, "sha256", certificate.sha256());
    line(text, "spki sha256", certificate.spkiSha256());
    return text.append('\n').toString();
  }

  private static String left(Certificate certificate, Instant at) {
    long days = Duration.between(at, certificate.notAfter()).toDays();
    if (at.isAfter(certificate.notAfter())) {
      return " (expired)";
    }
    return " (" + days + (days == 1 ? " day left)" : " days left)");
  }

  private static void line(StringBuilder text, String name, String value) {
    String label = name.isEmpty() ? "" : name + ":";
    text.append(label);
    text.append(" ".repeat(Math.max(1, 13 - label.length())));
    text.append(Escaped.of(value)).append('\n');
  }
}
