package gcert.trust;

import java.util.List;

/** The rules for a path as a whole: its policies (RFC 5280 section 6.1). */
final class PathRules {
  private final Effort effort;

  PathRules(Effort effort) {
    this.effort = effort;
  }

  /**
   * Judges a path that ends in an anchor.
   *
   * @param path the certificates, end entity first, the anchor last
   */
  void check(List<Subject> path, List<Finding> findings) {
    // Without a CA that requires or maps policies there is nothing that could fail: the user of a
    // mail server accepts any policy.
    for (int i = 0; i < path.size() - 1; i++) {
      Subject subject = path.get(i);
      if (subject.has(ExtensionOids.POLICY_CONSTRAINTS)
          || subject.has(ExtensionOids.POLICY_MAPPINGS)) {
        new PolicyCheck(effort).check(path, findings);
        return;
      }
    }
  }
}
