package gcert.trust.policy;

import gcert.asn1.Asn1Decoding;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.WorkLimit;
import gcert.trust.extension.PathCertificate;
import java.util.List;
import java.util.Optional;

/**
 * Policy processing (RFC 5280 section 6.1) with the initial inputs of a mail client: any policy is
 * acceptable, none is required, mapping is allowed.
 */
public final class PolicyProcessing {
  private final WorkLimit work;
  private PolicyLevel valid = PolicyLevel.start();
  private int explicit;
  private int mapping;
  private int any;

  /**
   * Makes one.
   *
   * @param work what comparing policies may cost
   */
  public PolicyProcessing(WorkLimit work) {
    this.work = work;
  }

  /**
   * Adds a failure where a path has no policy that its CAs require.
   *
   * @param path the certificates, end entity first, anchor last
   */
  public void check(List<PathCertificate> path, List<Finding> findings) {
    int length = path.size() - 1;
    explicit = length + 1;
    mapping = length + 1;
    any = length + 1;
    for (int i = length - 1; i >= 0; i--) {
      PathCertificate subject = path.get(i);
      Optional<PolicyExtensions> says = Asn1Decoding.attempt(() -> PolicyExtensions.of(subject));
      if (says.isEmpty()) {
        fail(subject, "its policies cannot be read: malformed", findings);
        return;
      }
      if (!take(subject, says.get(), i == 0, findings)) {
        return;
      }
    }
  }

  private boolean take(
      PathCertificate subject, PolicyExtensions says, boolean last, List<Finding> findings) {
    int named = says.policies().map(policies -> policies.size()).orElse(0);
    if (!work.compare((long) valid.size() + named)) {
      fail(subject, "has too many policies to compare", findings);
      return false;
    }
    boolean anyCounts = any > 0 || (!last && subject.isSelfIssued());
    valid =
        says.policies().isEmpty()
            ? PolicyLevel.none()
            : valid.next(says.policies().get(), anyCounts);
    if (explicit == 0 && valid.isEmpty()) {
      fail(subject, "has no policy that the CAs above it allow, and they require one", findings);
      return false;
    }
    if (!last) {
      if (says.mapsAny()) {
        fail(subject, "maps anyPolicy, which no CA may do", findings);
        return false;
      }
      goOn(subject, says);
      return true;
    }
    boolean required = explicit <= 1 || says.requireExplicit() == 0;
    if (required && valid.isEmpty()) {
      fail(subject, "has no policy that the CAs above it allow, and they require one", findings);
      return false;
    }
    return true;
  }

  /** Prepares for the next certificate (section 6.1.4 b and h to j). */
  private void goOn(PathCertificate subject, PolicyExtensions says) {
    if (mapping > 0) {
      valid.map(says.mappings());
    } else {
      valid.drop(says.mappings().keySet());
    }
    if (!subject.isSelfIssued()) {
      explicit = Math.max(0, explicit - 1);
      mapping = Math.max(0, mapping - 1);
      any = Math.max(0, any - 1);
    }
    explicit = Math.min(explicit, says.requireExplicit());
    mapping = Math.min(mapping, says.inhibitMapping());
    any = Math.min(any, says.inhibitAny());
  }

  private static void fail(PathCertificate subject, String what, List<Finding> findings) {
    findings.add(
        new Finding(
            Rule.POLICY,
            Severity.FAILURE,
            CertificateLabel.of(subject.certificate()) + ": " + what));
  }
}
