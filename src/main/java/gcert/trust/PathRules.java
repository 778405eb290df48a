package gcert.trust;

import java.util.List;

/** The rules for a path as a whole. */
final class PathRules {

  /**
   * Judges a path that ends in an anchor.
   *
   * @param path the certificates, end entity first, the anchor last
   */
  void check(List<Subject> path, List<Finding> findings) {}
}
