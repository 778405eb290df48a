package gcert.watch;

import java.util.List;

/**
 * Which certificates a place is known to serve, and how far a change of them has got.
 *
 * @param settled the fingerprints it serves, or during a rotation served before
 * @param rising the fingerprints that are taking their place; empty while nothing changes
 * @param side the only side that the last rounds have shown
 * @param calm how many rounds in a row have shown that side alone
 * @param needed how many rounds in a row must show the new side alone to end the rotation
 */
public record RotationState(
    List<String> settled, List<String> rising, Side side, int calm, int needed) {

  /** What a place has before it was first seen. */
  public static final RotationState NONE = new RotationState(List.of(), List.of(), Side.BOTH, 0, 1);

  /** Which certificates a round showed. */
  public enum Side {
    /** Old and new ones. */
    BOTH,
    /** Only those that are to go. */
    OLD,
    /** Only those that came. */
    NEW
  }

  /** Takes copies of the lists. */
  public RotationState {
    settled = List.copyOf(settled);
    rising = List.copyOf(rising);
  }

  /** Whether a change is under way. */
  public boolean underWay() {
    return !rising.isEmpty();
  }
}
