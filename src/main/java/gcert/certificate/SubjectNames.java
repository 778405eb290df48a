package gcert.certificate;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The names of a certificate's subject alternative name extension, as text. */
final class SubjectNames {
  private SubjectNames() {}

  static List<String> of(org.bouncycastle.asn1.x509.Certificate certificate) {
    Extensions extensions = certificate.getTBSCertificate().getExtensions();
    Extension names =
        extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
    if (names == null) {
      return List.of();
    }
    try {
      List<String> texts = new ArrayList<>();
      for (GeneralName name : GeneralNames.getInstance(names.getParsedValue()).getNames()) {
        texts.add(GeneralNameText.of(name));
      }
      return texts;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of();
    }
  }
}
