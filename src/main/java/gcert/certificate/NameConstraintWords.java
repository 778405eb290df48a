package gcert.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/** For which names a CA may issue (RFC 5280 section 4.2.1.10). */
final class NameConstraintWords {
  private NameConstraintWords() {}

  static List<String> of(ASN1Encodable value) {
    NameConstraints constraints = NameConstraints.getInstance(value);
    List<String> words = new ArrayList<>();
    add("only ", constraints.getPermittedSubtrees(), words);
    add("not ", constraints.getExcludedSubtrees(), words);
    return words;
  }

  private static void add(String verb, GeneralSubtree[] subtrees, List<String> words) {
    if (subtrees != null) {
      for (GeneralSubtree subtree : subtrees) {
        words.add(verb + base(subtree.getBase()));
      }
    }
  }

  private static String base(GeneralName name) {
    if (name.getTagNo() == GeneralName.iPAddress) {
      byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
      int half = octets.length / 2;
      return GeneralNameText.address(Arrays.copyOf(octets, half))
          + "/"
          + GeneralNameText.address(Arrays.copyOfRange(octets, half, octets.length));
    }
    String text = GeneralNameText.of(name);
    return text.isEmpty() ? "any DNS name" : text;
  }
}
