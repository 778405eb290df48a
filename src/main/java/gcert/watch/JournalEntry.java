package gcert.watch;

import java.util.List;

/** One line of the journal: written at once, so that it is there whole or not at all. */
sealed interface JournalEntry {

  /**
   * All that a round, or all rounds up to a compaction, left to remember of one place.
   *
   * @param place which
   * @param certificates those to which sightings refer and that no earlier line has
   * @param sightings to be put together with those of earlier lines
   * @param condition to replace that of earlier lines
   * @param events to be added to those of earlier lines
   */
  record PlaceEntry(
      Place place,
      List<KnownCertificate> certificates,
      List<CertificateHistory> sightings,
      PlaceCondition condition,
      List<JournalEvent> events)
      implements JournalEntry {
    /** Takes copies of the lists. */
    public PlaceEntry {
      certificates = List.copyOf(certificates);
      sightings = List.copyOf(sightings);
      events = List.copyOf(events);
    }
  }

  /**
   * How far events have got.
   *
   * @param mark what became of them
   * @param ids their numbers
   */
  record MarkEntry(Mark mark, List<Long> ids) implements JournalEntry {
    /** Takes a copy of the list. */
    public MarkEntry {
      ids = List.copyOf(ids);
    }
  }

  /** What becomes of an event. */
  enum Mark {
    /** It was written to standard output. */
    TOLD,
    /** The command for events has dealt with it. */
    DONE
  }
}
