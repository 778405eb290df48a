package gcert.probe.judging;

import java.util.List;
import java.util.Optional;

/**
 * What a norm says about a server.
 *
 * @param profile the norm
 * @param title what it is called, with its version
 * @param findings one for each thing that was found out
 */
public record Assessment(NormProfile profile, String title, List<Finding> findings) {

  /** Takes a copy of the list. */
  public Assessment {
    findings = List.copyOf(findings);
  }

  /** The worst grade; good when there is none. */
  public Grade worst() {
    Grade worst = Grade.GOOD;
    for (Finding finding : findings) {
      worst = Grade.worse(worst, finding.grade().orElse(Grade.GOOD));
    }
    return worst;
  }

  /** The findings of one grade; of none, for empty. */
  public List<Finding> of(Optional<Grade> grade) {
    return findings.stream().filter(finding -> finding.grade().equals(grade)).toList();
  }
}
