package gcert.trust;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.failure.Escaped;
import java.util.List;

/** What a certificate is called in a sentence: short, escaped, recognisable. */
public final class CertificateLabel {
  private static final int LIMIT = 64;

  private CertificateLabel() {}

  /** The common name; else the first alternative name; else the whole subject. */
  public static String of(Certificate certificate) {
    String name = commonName(certificate.subjectName());
    if (name.isEmpty()) {
      List<String> names = certificate.names();
      name = names.isEmpty() ? certificate.subject() : names.get(0);
    }
    return name.isEmpty() ? "certificate without a name" : Escaped.of(name, LIMIT);
  }

  /** The same of a name alone. */
  public static String of(DistinguishedName name) {
    String common = commonName(name);
    String shown = common.isEmpty() ? name.text() : common;
    return shown.isEmpty() ? "an empty name" : Escaped.of(shown, LIMIT);
  }

  private static String commonName(DistinguishedName name) {
    return name.text(DistinguishedName.COMMON_NAME).orElse("");
  }
}
