package gcert.app.roots;

import gcert.certificate.Certificate;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.util.List;
import java.util.Locale;

/** Finds roots by a part of their name, or by the beginning of their fingerprint. */
public final class RootSearch {
  /** A shorter prefix of a fingerprint may be a word of a name: {@code ace}, {@code ca}. */
  private static final int SHORTEST_FINGERPRINT = 6;

  private RootSearch() {}

  /**
   * The roots that match.
   *
   * @param text part of the subject, or at least six hexadecimal digits, with or without colons,
   *     that the SHA-256 begins with
   */
  public static List<Anchor> find(AnchorStore store, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return store.all().stream().filter(root -> matches(root.certificate(), wanted)).toList();
  }

  private static boolean matches(Certificate root, String name) {
    String digits = name.replace(":", "");
    return root.subject().toLowerCase(Locale.ROOT).contains(name)
        || (digits.length() >= SHORTEST_FINGERPRINT && root.sha256().startsWith(digits));
  }
}
