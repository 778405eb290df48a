package gcert.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a place was like after the last round: all that decides whether the next one is news.
 *
 * @param rotation the certificates in use, and any change of them
 * @param reach whether it answers
 * @param expiring the fingerprints of which was reported that they expire soon, each with the
 *     number of days below which that was reported last; {@link #SOON} for the user's threshold
 * @param unexpected the fingerprints of which was reported that they do not verify, each with the
 *     number of rounds since that did not show it
 * @param reminded when something that is wrong was reported last; empty while nothing is
 */
public record PlaceCondition(
    RotationState rotation,
    Reachability reach,
    Map<String, Integer> expiring,
    Map<String, Integer> unexpected,
    Optional<Instant> reminded) {

  /** More days than any of the steps by which an expiry becomes pressing. */
  public static final int SOON = Integer.MAX_VALUE;

  /** What a place has before it was first visited. */
  public static final PlaceCondition NONE =
      new PlaceCondition(
          RotationState.NONE, Reachability.GOOD, Map.of(), Map.of(), Optional.empty());

  /** Takes copies of the collections. */
  public PlaceCondition {
    expiring = Map.copyOf(expiring);
    unexpected = Map.copyOf(unexpected);
  }

  /** The fingerprints of those that do not verify and were there in the last round. */
  public Set<String> wrong() {
    return Set.copyOf(
        unexpected.entrySet().stream()
            .filter(absent -> absent.getValue() == 0)
            .map(Map.Entry::getKey)
            .toList());
  }
}
