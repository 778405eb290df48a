package gcert.roots;

import gcert.trust.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Roots of Google's set that are not meant for servers: SSL.com issues certificates of clients and
 * e-mail under them. No store of a browser or a system has them, and nothing in them says so.
 */
final class ClientRoots {
  private static final Set<String> SHA256 =
      Set.of(
          "1d4ca4a2ab21d0093659804fc0eb2175a617279b56a2475245c9517afeb59153",
          "ad7dd58d03aedb22a30b5084394920ce12230c2d8017ad9b81ab04079bdd026b");

  private ClientRoots() {}

  /** Those of some roots that vouch for servers. */
  static List<Anchor> without(List<Anchor> anchors) {
    List<Anchor> others = new ArrayList<>(anchors.size());
    for (Anchor anchor : anchors) {
      if (!SHA256.contains(anchor.certificate().sha256())) {
        others.add(anchor);
      }
    }
    return others;
  }
}
