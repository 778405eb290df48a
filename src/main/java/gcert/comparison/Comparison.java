package gcert.comparison;

import gcert.certificate.Certificate;
import gcert.trust.Anchor;
import java.util.List;
import java.util.Optional;

/**
 * How two certificates relate.
 *
 * @param outcome in one word
 * @param differences each thing that differs, the material ones first
 */
public record Comparison(Outcome outcome, List<Difference> differences) {

  /** The three ways. */
  public enum Outcome {
    /** The same octets. */
    SAME("same"),
    /** Another certificate for the same purpose: what differs is what every renewal changes. */
    RENEWED("renewed"),
    /** Something that a renewal alone does not explain. */
    CHANGED("changed");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** The word for it, stable for scripts. */
    public String word() {
      return word;
    }
  }

  /** Takes a copy of the list. */
  public Comparison {
    differences = List.copyOf(differences);
  }

  /**
   * Compares two end entities' certificates, and the anchors of the paths that were found for them
   * where there is one for each.
   */
  public static Comparison of(
      Certificate before,
      Optional<Anchor> beforeAnchor,
      Certificate after,
      Optional<Anchor> afterAnchor) {
    List<Difference> differences =
        new Differences()
            .of(
                before,
                after,
                beforeAnchor.map(Anchor::certificate),
                afterAnchor.map(Anchor::certificate));
    boolean changed = differences.stream().anyMatch(Difference::material);
    Outcome outcome =
        changed ? Outcome.CHANGED : before.equals(after) ? Outcome.SAME : Outcome.RENEWED;
    return new Comparison(outcome, differences);
  }
}
