package gcert.trust.path;

import gcert.certificate.ExtensionOids;
import gcert.trust.Finding;
import gcert.trust.WorkLimit;
import gcert.trust.extension.PathCertificate;
import gcert.trust.policy.PolicyProcessing;
import java.util.List;

/** The rules for a path as a whole: its policies (RFC 5280 section 6.1). */
public final class PathRules {
  private final WorkLimit work;

  /**
   * Makes the rules.
   *
   * @param work what comparing policies may cost
   */
  public PathRules(WorkLimit work) {
    this.work = work;
  }

  /**
   * Judges a path that ends in an anchor.
   *
   * @param path the certificates, end entity first, the anchor last
   */
  void check(List<PathCertificate> path, List<Finding> findings) {
    // Without a CA that requires or maps policies there is nothing that could fail: the user of a
    // mail server accepts any policy.
    for (int i = 0; i < path.size() - 1; i++) {
      PathCertificate subject = path.get(i);
      if (subject.has(ExtensionOids.POLICY_CONSTRAINTS)
          || subject.has(ExtensionOids.POLICY_MAPPINGS)) {
        new PolicyProcessing(work).check(path, findings);
        return;
      }
    }
  }
}
