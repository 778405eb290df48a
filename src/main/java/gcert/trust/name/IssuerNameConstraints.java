package gcert.trust.name;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionOids;
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
public record IssuerNameConstraints(
    List<NameSubtree> permitted, List<NameSubtree> excluded, boolean malformed) {
  /** No limits. */
  public static final IssuerNameConstraints NONE =
      new IssuerNameConstraints(List.of(), List.of(), false);

  private static final IssuerNameConstraints UNREADABLE =
      new IssuerNameConstraints(List.of(), List.of(), true);

  /** Reads the extension of a CA. */
  public static IssuerNameConstraints of(Certificate certificate) {
    return certificate
        .read(ExtensionOids.NAME_CONSTRAINTS, value -> of(NameConstraints.getInstance(value)))
        .orElse(UNREADABLE);
  }

  private static IssuerNameConstraints of(NameConstraints read) {
    List<NameSubtree> permitted = subtrees(read.getPermittedSubtrees());
    List<NameSubtree> excluded = subtrees(read.getExcludedSubtrees());
    boolean empty = permitted.isEmpty() && excluded.isEmpty();
    return empty ? UNREADABLE : new IssuerNameConstraints(permitted, excluded, false);
  }

  /** Whether nothing is limited. */
  public boolean isNone() {
    return permitted.isEmpty() && excluded.isEmpty() && !malformed;
  }

  /** Whether a DNS tree begins with a dot, which only hosts of URIs and mailboxes may. */
  public boolean hasLeadingDot() {
    for (List<NameSubtree> trees : List.of(permitted, excluded)) {
      for (NameSubtree tree : trees) {
        if (tree.kind() == GeneralName.dNSName && tree.text().startsWith(".")) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a comparison of these names with these limits costs. */
  public long cost(int names) {
    return (long) names * (permitted.size() + excluded.size());
  }

  /** What is wrong with a name: the end of a sentence that begins with it. */
  public Optional<String> violation(PresentedIdentifier name) {
    if (malformed) {
      return Optional.of("cannot be compared with name constraints that are malformed");
    }
    for (NameSubtree tree : excluded) {
      if (tree.kind() == name.kind() && tree.excludes(name)) {
        return Optional.of("is excluded by the name constraint " + tree.text());
      }
    }
    boolean limited = false;
    for (NameSubtree tree : permitted) {
      if (tree.kind() == name.kind()) {
        limited = true;
        if (tree.permits(name)) {
          return Optional.empty();
        }
      }
    }
    return limited ? Optional.of("is outside the permitted name constraints") : Optional.empty();
  }

  private static List<NameSubtree> subtrees(GeneralSubtree @Nullable [] trees) {
    List<NameSubtree> read = new ArrayList<>();
    for (GeneralSubtree tree : trees == null ? new GeneralSubtree[0] : trees) {
      ASN1Integer minimum = new ASN1Integer(tree.getMinimum());
      // Section 4.2.1.10: minimum is zero, maximum absent; what else they would mean is not said.
      boolean plain = minimum.hasValue(0) && tree.getMaximum() == null;
      GeneralName base = tree.getBase();
      read.add(new NameSubtree(base.getTagNo(), base, plain));
    }
    return read;
  }
}
