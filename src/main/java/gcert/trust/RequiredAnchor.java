package gcert.trust;

import gcert.failure.Escaped;
import gcert.tls.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The verified path has to end in one of these anchors.
 *
 * @param wanted each the SHA-256 of an anchor, 64 lower-case hex digits, or its name: the common
 *     name or the whole subject (RFC 4514), letter case aside
 */
public record RequiredAnchor(List<String> wanted) implements Demand {

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
        Label.of(observation.chain().get(0))
            + ": "
            + anchor
                .map(
                    met ->
                        "the path ends in "
                            + Label.of(met.certificate())
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
    List<String> commonNames = commonNames(anchor);
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

  private static List<String> commonNames(Anchor anchor) {
    X500Name name = X500Name.getInstance(anchor.certificate().subjectPrincipal().getEncoded());
    return List.of(name.getRDNs(BCStyle.CN)).stream()
        .map(RDN::getFirst)
        .map(attribute -> IETFUtils.valueToString(attribute.getValue()))
        .toList();
  }
}
