package gcert.report;

import gcert.certificate.Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** What a person calls a certificate. Unescaped. */
final class ShortName {
  private ShortName() {}

  /** The common name, else the first alternative name, else the whole subject. */
  static String of(Certificate certificate) {
    Optional<String> common = attribute(certificate, BCStyle.CN);
    if (common.isPresent()) {
      return common.get();
    }
    List<String> names = certificate.names();
    String other = names.isEmpty() ? certificate.subject() : names.get(0);
    return other.isBlank() ? "(no name)" : other;
  }

  /** The organization of the subject. */
  static Optional<String> organization(Certificate certificate) {
    return attribute(certificate, BCStyle.O);
  }

  private static Optional<String> attribute(Certificate certificate, ASN1ObjectIdentifier type) {
    return certificate
        .structure()
        .flatMap(read -> last(read.getSubject().getRDNs(type), type))
        .filter(text -> !text.isBlank());
  }

  /** The last one is the most specific (RFC 4514 section 2.1 writes it first). */
  private static Optional<String> last(RDN[] names, ASN1ObjectIdentifier type) {
    Optional<String> last = Optional.empty();
    for (RDN name : names) {
      for (AttributeTypeAndValue part : name.getTypesAndValues()) {
        if (part.getType().equals(type)) {
          last = Optional.of(IETFUtils.valueToString(part.getValue()));
        }
      }
    }
    return last;
  }
}
