package gcert.report;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import java.util.List;
import java.util.Optional;

/** What a person calls a certificate. Unescaped. */
final class ShortName {
  private ShortName() {}

  /** The common name, else the first alternative name, else the whole subject. */
  static String of(Certificate certificate) {
    Optional<String> common = attribute(certificate, DistinguishedName.COMMON_NAME);
    if (common.isPresent()) {
      return common.get();
    }
    List<String> names = certificate.names();
    String other = names.isEmpty() ? certificate.subject() : names.get(0);
    return other.isBlank() ? "(no name)" : other;
  }

  /** The organization of the subject. */
  static Optional<String> organization(Certificate certificate) {
    return attribute(certificate, DistinguishedName.ORGANIZATION);
  }

  /** The organizational unit of the subject. */
  static Optional<String> unit(Certificate certificate) {
    return attribute(certificate, DistinguishedName.ORGANIZATIONAL_UNIT);
  }

  private static Optional<String> attribute(Certificate certificate, String type) {
    return certificate.subjectName().text(type).filter(text -> !text.isBlank());
  }
}
