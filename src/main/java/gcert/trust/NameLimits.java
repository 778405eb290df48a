package gcert.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/**
 * The name constraints of one CA (RFC 5280 section 4.2.1.10).
 *
 * @param permitted the trees of which names have to be in one, for each kind that occurs
 * @param excluded the trees that names must not be in
 * @param malformed whether the extension cannot be read, so that no name can be shown to be inside
 */
record NameLimits(List<Subtree> permitted, List<Subtree> excluded, boolean malformed) {
  /** No limits. */
  static final NameLimits NONE = new NameLimits(List.of(), List.of(), false);

  private static final NameLimits UNREADABLE = new NameLimits(List.of(), List.of(), true);

  /** Reads the extension of a CA. */
  static NameLimits of(Subject subject) {
    return subject
        .certificate()
        .read(Subject.NAME_CONSTRAINTS, value -> of(NameConstraints.getInstance(value)))
        .orElse(UNREADABLE);
  }

  private static NameLimits of(NameConstraints read) {
    List<Subtree> permitted = subtrees(read.getPermittedSubtrees());
    List<Subtree> excluded = subtrees(read.getExcludedSubtrees());
    boolean empty = permitted.isEmpty() && excluded.isEmpty();
    return empty ? UNREADABLE : new NameLimits(permitted, excluded, false);
  }

  /** Whether nothing is limited. */
  boolean isNone() {
    return permitted.isEmpty() && excluded.isEmpty() && !malformed;
  }

  /** Whether a DNS tree begins with a dot, which only hosts of URIs and mailboxes may. */
  boolean hasLeadingDot() {
    for (List<Subtree> trees : List.of(permitted, excluded)) {
      for (Subtree tree : trees) {
        if (tree.kind() == GeneralName.dNSName && tree.text().startsWith(".")) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a comparison of these names with these limits costs. */
  long cost(int names) {
    return (long) names * (permitted.size() + excluded.size());
  }

  /** What is wrong with a name: the end of a sentence that begins with it. */
  Optional<String> violation(Presented name) {
    if (malformed) {
      return Optional.of("cannot be compared with name constraints that are malformed");
    }
    for (Subtree tree : excluded) {
      if (tree.kind() == name.kind() && tree.excludes(name)) {
        return Optional.of("is excluded by the name constraint " + tree.text());
      }
    }
    boolean limited = false;
    for (Subtree tree : permitted) {
      if (tree.kind() == name.kind()) {
        limited = true;
        if (tree.permits(name)) {
          return Optional.empty();
        }
      }
    }
    return limited ? Optional.of("is outside the permitted name constraints") : Optional.empty();
  }

  private static List<Subtree> subtrees(GeneralSubtree @Nullable [] trees) {
    List<Subtree> read = new ArrayList<>();
    for (GeneralSubtree tree : trees == null ? new GeneralSubtree[0] : trees) {
      ASN1Integer minimum = new ASN1Integer(tree.getMinimum());
      // Section 4.2.1.10: minimum is zero, maximum absent; what else they would mean is not said.
      boolean plain = minimum.hasValue(0) && tree.getMaximum() == null;
      GeneralName base = tree.getBase();
      read.add(new Subtree(base.getTagNo(), base, plain));
    }
    return read;
  }
}
