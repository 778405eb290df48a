package gcert.watch;

import java.util.List;

/**
 * What a round at a place has come to.
 *
 * @param events what is new, in the order in which to tell it
 * @param seen the sightings of this round alone
 * @param after all that is known now
 */
public record RoundOutcome(List<Event> events, List<CertificateHistory> seen, PlaceState after) {
  /** Takes copies of the lists. */
  public RoundOutcome {
    events = List.copyOf(events);
    seen = List.copyOf(seen);
  }
}
