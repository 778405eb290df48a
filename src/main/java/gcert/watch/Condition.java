package gcert.watch;

import java.util.Map;
import java.util.Set;

/**
 * What a place was like after the last round: all that decides whether the next one is news.
 *
 * @param rotation the certificates in use, and any change of them
 * @param reach whether it answers
 * @param expiring the fingerprints of which was told that they expire soon
 * @param unexpected the fingerprints of which was told that they do not verify, each with the
 *     number of rounds since that did not show it
 */
public record Condition(
    Rotation rotation, Reach reach, Set<String> expiring, Map<String, Integer> unexpected) {

  /** What a place has before it was first visited. */
  static final Condition NONE = new Condition(Rotation.NONE, Reach.GOOD, Set.of(), Map.of());

  /** Takes copies of the collections. */
  public Condition {
    expiring = Set.copyOf(expiring);
    unexpected = Map.copyOf(unexpected);
  }
}
