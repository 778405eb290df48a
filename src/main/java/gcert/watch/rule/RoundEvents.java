package gcert.watch.rule;

import gcert.watch.Event;
import gcert.watch.EventKind;
import gcert.watch.Place;
import gcert.watch.Round;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The events of one round, in the order in which they are told. */
final class RoundEvents {
  private static final Set<EventKind> ALARMING =
      Set.of(EventKind.INVALID, EventKind.UNEXPECTED, EventKind.UNREACHABLE);

  private final Instant time;
  private final Place place;
  private final List<Event> events = new ArrayList<>();

  RoundEvents(Round round) {
    this.time = round.time();
    this.place = round.place();
  }

  /** Something about the place that is news. */
  void tell(EventKind kind, String message) {
    tell(kind, Optional.empty(), Optional.empty(), message);
  }

  /** Something about a certificate that is news. */
  void tell(EventKind kind, String certificate, String message) {
    tell(kind, Optional.of(certificate), Optional.empty(), message);
  }

  /** Something about a certificate, and about the one before it, that is news. */
  void tell(
      EventKind kind, Optional<String> certificate, Optional<String> previous, String message) {
    events.add(new Event(time, kind, place, certificate, previous, message));
  }

  /** Something that was told before and is still so. */
  void remind(EventKind kind, Optional<String> certificate, String message) {
    events.add(new Event(time, kind, place, certificate, Optional.empty(), message, true));
  }

  /** Whether something is wrong that was told in this round. */
  boolean areAlarming() {
    return events.stream().anyMatch(event -> ALARMING.contains(event.kind()));
  }

  /** All of them. */
  List<Event> list() {
    return events;
  }
}
