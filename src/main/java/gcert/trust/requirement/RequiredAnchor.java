package gcert.trust.requirement;

import gcert.certificate.DistinguishedName;
import gcert.failure.Escaped;
import gcert.tls.Observation;
import gcert.trust.Anchor;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verified path has to end in one of these anchors.
 *
 * @param wanted each the SHA-256 of an anchor, 64 lower-case hex digits, or its name: the common
 *     name or the whole subject (RFC 4514), letter case aside
 */
public record RequiredAnchor(List<String> wanted) implements Requirement {

  /** Takes a copy of the list. */
  public RequiredAnchor {
    wanted = List.copyOf(wanted);
  }

  @Override
  public List<Finding> judge(Observation observation, Verdict verdict, Instant at) {
    Optional<Anchor> anchor = verdict.anchor();
    if (anchor.isPresent() && isWanted(anchor.get())) {
      return List.of();
    }
    String sentence =
        CertificateLabel.of(observation.chain().get(0))
            + ": "
            + anchor
                .map(
                    met ->
                        "the path ends in "
                            + CertificateLabel.of(met.certificate())
                            + " (SHA-256 "
                            + met.certificate().sha256()
                            + ")")
                .orElse("there is no verified path")
            + ", required is "
            + Escaped.of(String.join(" or ", wanted));
    return List.of(new Finding(Rule.ANCHOR, Severity.FAILURE, sentence));
  }

  private boolean isWanted(Anchor anchor) {
    String sha256 = anchor.certificate().sha256();
    String subject = anchor.certificate().subject();
    List<String> commonNames =
        anchor.certificate().subjectName().texts(DistinguishedName.COMMON_NAME);
    for (String one : wanted) {
      if (one.equals(sha256) || one.equalsIgnoreCase(subject)) {
        return true;
      }
      for (String commonName : commonNames) {
        if (one.equalsIgnoreCase(commonName)) {
          return true;
        }
      }
    }
    return false;
  }
}
