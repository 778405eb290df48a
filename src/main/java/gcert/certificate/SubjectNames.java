package gcert.certificate;

import gcert.asn1.Asn1Decoding;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The names of a subject alternative name extension, as text. */
final class SubjectNames {
  private SubjectNames() {}

  /** The names; none when the extension cannot be read. */
  static List<String> of(Extension extension) {
    return Asn1Decoding.readOr(
        List.of(),
        () -> {
          List<String> texts = new ArrayList<>();
          for (GeneralName name : GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
            texts.add(GeneralNameText.of(name));
          }
          return texts;
        });
  }
}
