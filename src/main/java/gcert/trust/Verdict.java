package gcert.trust;

import gcert.certificate.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of judging one observation.
 *
 * @param findings everything found, the gravest first
 * @param path the verified path, end entity first, anchor last; empty when none holds
 * @param anchor the anchor of the path; empty when none holds
 * @param otherwise where no path holds, the anchor to which the chain leads nevertheless, were it
 *     not for what the findings say of single certificates: that one has expired, that its key is
 *     weak; empty when trust itself is what is missing
 */
public record Verdict(
    List<Finding> findings,
    List<Certificate> path,
    Optional<Anchor> anchor,
    Optional<Anchor> otherwise) {

  /** A verdict on what has a path, or has none whatever the date. */
  public Verdict(List<Finding> findings, List<Certificate> path, Optional<Anchor> anchor) {
    this(findings, path, anchor, Optional.empty());
  }

  /** Takes copies of the lists. */
  public Verdict {
    findings = List.copyOf(findings);
    path = List.copyOf(path);
  }

  /** The gravest severity found; {@link Severity#INFO} when there is no finding. */
  public Severity severity() {
    return findings.stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.INFO);
  }

  /** Whether nothing found is a failure. */
  public boolean passed() {
    return severity() != Severity.FAILURE;
  }
}
