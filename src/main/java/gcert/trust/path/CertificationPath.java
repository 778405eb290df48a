package gcert.trust.path;

import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.extension.PathCertificate;
import java.util.List;
import java.util.Optional;

/**
 * A path as far as it was built.
 *
 * @param subjects the certificates, end entity first, the anchor last when there is one
 * @param anchor the anchor it ends in; empty when it ends nowhere
 * @param findings what is wrong with it as a path
 */
public record CertificationPath(
    List<PathCertificate> subjects, Optional<Anchor> anchor, List<Finding> findings) {
  public CertificationPath {
    subjects = List.copyOf(subjects);
    findings = List.copyOf(findings);
  }

  /** Whether this one explains better than another why there is no good path. */
  public boolean isBetterThan(CertificationPath other) {
    if (anchor.isPresent() != other.anchor.isPresent()) {
      return anchor.isPresent();
    }
    if (findings.size() != other.findings.size()) {
      return findings.size() < other.findings.size();
    }
    return subjects.size() > other.subjects.size();
  }
}
