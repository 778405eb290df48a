package gcert.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing to report about a place.
 *
 * @param time when it was noticed
 * @param kind what happened
 * @param place where
 * @param certificate the fingerprint of the certificate that it is about; empty where it is about
 *     none
 * @param previous the fingerprint of the one before, where there is one
 * @param message the facts in one clause, already escaped
 * @param reminder whether it is no news, but still so
 */
public record Event(
    Instant time,
    EventKind kind,
    Place place,
    Optional<String> certificate,
    Optional<String> previous,
    String message,
    boolean reminder) {

  /** News. */
  public Event(
      Instant time,
      EventKind kind,
      Place place,
      Optional<String> certificate,
      Optional<String> previous,
      String message) {
    this(time, kind, place, certificate, previous, message, false);
  }
}
