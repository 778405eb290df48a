package gcert.trust;

import java.util.Comparator;
import java.util.List;

/** Lists of findings, without the streams that a good path has no need of. */
public final class Findings {
  private Findings() {}

  /** Whether one of them is a failure. */
  public static boolean fail(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.severity() == Severity.FAILURE) {
        return true;
      }
    }
    return false;
  }

  /** The gravest first; of equally grave ones in the order of the rules. */
  public static void sort(List<Finding> findings) {
    if (findings.size() > 1) {
      findings.sort(
          Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::rule));
    }
  }
}
