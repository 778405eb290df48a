package gcert.trust;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** What a certificate is called in a sentence: short, escaped, recognisable. */
final class Label {
  private static final int LIMIT = 64;

  private Label() {}

  /** The common name; else the first alternative name; else the whole subject. */
  static String of(Certificate certificate) {
    String name = commonName(certificate.subjectPrincipal());
    if (name.isEmpty()) {
      List<String> names = certificate.names();
      name = names.isEmpty() ? certificate.subject() : names.get(0);
    }
    return name.isEmpty() ? "certificate without a name" : Escaped.of(name, LIMIT);
  }

  /** The same of a name alone. */
  static String of(X500Principal name) {
    String common = commonName(name);
    String shown = common.isEmpty() ? name.getName() : common;
    return shown.isEmpty() ? "an empty name" : Escaped.of(shown, LIMIT);
  }

  private static String commonName(X500Principal principal) {
    try {
      String found = "";
      for (RDN rdn : X500Name.getInstance(principal.getEncoded()).getRDNs(BCStyle.CN)) {
        for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
          if (part.getType().equals(BCStyle.CN) && part.getValue() instanceof ASN1String text) {
            found = text.getString();
          }
        }
      }
      return found;
    } catch (RuntimeException e) {
      // Bouncy Castle throws what comes to hand on octets that make no sense.
      return "";
    }
  }
}
