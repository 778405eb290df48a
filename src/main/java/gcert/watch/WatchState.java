package gcert.watch;

import gcert.watch.JournalEntry.MarkEntry;
import gcert.watch.JournalEntry.PlaceEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that is known: the lines of the journal put together. */
public final class WatchState {
  /** A server that has news every time fills neither the disk nor the memory. */
  static final int MOST_EVENTS = 1000;

  private final Map<Place, PlaceState> places = new LinkedHashMap<>();
  private final Map<String, KnownCertificate> certificates = new LinkedHashMap<>();
  private final Map<Long, JournalEvent> events = new LinkedHashMap<>();
  private final Map<Place, Deque<Long>> eventsOf = new HashMap<>();
  private long lastId;

  WatchState() {}

  /** What is known of a place. */
  public PlaceState place(Place place) {
    PlaceState known = places.get(place);
    return known == null ? PlaceState.unknown(place) : known;
  }

  /** Every place ever visited, in the order of the first visit. */
  public Collection<PlaceState> places() {
    return Collections.unmodifiableCollection(places.values());
  }

  /** Every certificate ever seen, in the order of first sight. */
  public Collection<KnownCertificate> certificates() {
    return Collections.unmodifiableCollection(certificates.values());
  }

  /** The certificate of a fingerprint. */
  public Optional<KnownCertificate> certificate(String sha256) {
    return Optional.ofNullable(certificates.get(sha256));
  }

  /**
   * Every event that is remembered, at least {@value #MOST_EVENTS} a place, in the order in which
   * it happened.
   */
  public Collection<JournalEvent> events() {
    return Collections.unmodifiableCollection(events.values());
  }

  /** The events that were not told, or that the command has not dealt with. */
  public List<JournalEvent> pending() {
    List<JournalEvent> pending = new ArrayList<>();
    for (JournalEvent event : events.values()) {
      if (!event.told() || !event.done()) {
        pending.add(event);
      }
    }
    return pending;
  }

  long nextId() {
    return lastId + 1;
  }

  void apply(JournalEntry entry) {
    if (entry instanceof PlaceEntry seen) {
      for (KnownCertificate certificate : seen.certificates()) {
        certificates.putIfAbsent(certificate.sha256(), certificate);
      }
      PlaceState next = place(seen.place()).with(seen.sightings(), seen.condition());
      places.put(seen.place(), next);
      for (JournalEvent event : seen.events()) {
        events.put(event.id(), event);
        lastId = Math.max(lastId, event.id());
        forgetBefore(event);
      }
    } else if (entry instanceof MarkEntry marked) {
      for (long id : marked.ids()) {
        events.computeIfPresent(
            id,
            (same, event) ->
                marked.mark() == JournalEntry.Mark.TOLD ? event.withTold() : event.withDone());
      }
    }
  }

  /** The oldest events of a place go when there are too many, unless somebody waits for them. */
  private void forgetBefore(JournalEvent newest) {
    Deque<Long> ids =
        eventsOf.computeIfAbsent(newest.event().place(), unused -> new ArrayDeque<>());
    ids.addLast(newest.id());
    while (ids.size() > MOST_EVENTS) {
      JournalEvent oldest = events.get(ids.getFirst());
      if (oldest != null && !(oldest.told() && oldest.done())) {
        return;
      }
      events.remove(ids.removeFirst());
    }
  }

  /** The fewest entries that say the same. */
  List<JournalEntry> entries() {
    Map<Place, List<JournalEvent>> byPlace = new LinkedHashMap<>();
    for (JournalEvent event : events.values()) {
      byPlace.computeIfAbsent(event.event().place(), unused -> new ArrayList<>()).add(event);
    }
    Set<String> written = new HashSet<>();
    List<JournalEntry> entries = new ArrayList<>();
    for (PlaceState state : places.values()) {
      List<KnownCertificate> fresh = new ArrayList<>();
      for (CertificateHistory sighting : state.sightings().values()) {
        if (written.add(sighting.certificate().sha256())) {
          fresh.add(sighting.certificate());
        }
      }
      entries.add(
          new PlaceEntry(
              state.place(),
              fresh,
              List.copyOf(state.sightings().values()),
              state.condition(),
              byPlace.getOrDefault(state.place(), List.of())));
    }
    return entries;
  }
}
