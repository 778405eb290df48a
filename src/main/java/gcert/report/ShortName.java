package gcert.report;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.trust.Verdict;
import java.util.List;
import java.util.Optional;

/** What a person calls a certificate. Unescaped. */
public final class ShortName {
  private ShortName() {}

  /** The common name, else the first alternative name, else the whole subject. */
  public static String of(Certificate certificate) {
    Optional<String> common = attribute(certificate, DistinguishedName.COMMON_NAME);
    if (common.isPresent()) {
      return common.get();
    }
    List<String> names = certificate.names();
    String other = names.isEmpty() ? certificate.subject() : names.get(0);
    return other.isBlank() ? "(no name)" : other;
  }

  /** The issuer of the server's own certificate, where the path has it; else its whole name. */
  public static String ofIssuer(Certificate leaf, Result result) {
    List<Certificate> path = result.verdict().map(Verdict::path).orElse(List.of());
    return path.size() > 1 ? of(path.get(1)) : leaf.issuer();
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
