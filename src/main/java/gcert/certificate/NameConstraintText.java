package gcert.certificate;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/** For which names a CA may issue (RFC 5280 section 4.2.1.10). */
final class NameConstraintText {
  private NameConstraintText() {}

  static List<String> of(ASN1Encodable value) {
    NameConstraints constraints = NameConstraints.getInstance(value);
    List<String> words = new ArrayList<>();
    add("only ", constraints.getPermittedSubtrees(), words);
    add("not ", constraints.getExcludedSubtrees(), words);
    return words;
  }

  private static void add(String verb, GeneralSubtree @Nullable [] subtrees, List<String> words) {
    if (subtrees != null) {
      for (GeneralSubtree subtree : subtrees) {
        words.add(verb + GeneralNameText.ofConstraint(subtree.getBase()));
      }
    }
  }
}
