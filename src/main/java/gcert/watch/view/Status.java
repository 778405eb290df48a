package gcert.watch.view;

import gcert.failure.Escaped;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import gcert.watch.JournalEvent;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.Reachability;
import gcert.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How things stand at a place, as far as it is remembered: nobody is visited for it.
 *
 * @param word how
 * @param certificate the certificate that it is about
 * @param message the facts in one clause, escaped
 */
public record Status(Word word, Optional<KnownCertificate> certificate, String message) {

  /** The words, the gravest last. They are stable: scripts match them. */
  public enum Word {
    /** All is well. */
    OK,
    /** A certificate in use is near its end. */
    EXPIRING,
    /** No certificate could be got. */
    UNREACHABLE,
    /** A certificate does not verify. */
    UNEXPECTED,
    /** The lifetime of a certificate is over, or has not begun. */
    INVALID;

    /** As it is printed: {@code ok}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * How things stand.
   *
   * @param threshold how near its end a certificate counts as expiring
   * @param at the instant by which lifetimes are judged
   */
  public static Status of(PlaceState place, WatchState state, Threshold threshold, Instant at) {
    Optional<Status> wrong =
        place.condition().wrong().stream()
            .sorted()
            .map(sha -> wrong(place, state, sha, at))
            .findFirst();
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Reachability reach = place.condition().reach();
    if (reach.told()) {
      String since = reach.since().map(start -> " since " + seconds(start)).orElse("");
      return new Status(Word.UNREACHABLE, Optional.empty(), "could not get a certificate" + since);
    }
    return inUse(place.inUse(), threshold, at);
  }

  private static Status wrong(PlaceState place, WatchState state, String sha256, Instant at) {
    Optional<KnownCertificate> certificate = place.certificate(sha256);
    String message = "does not verify";
    for (JournalEvent event : state.events()) {
      if (event.event().place().equals(place.place())
          && event.event().certificate().equals(Optional.of(sha256))) {
        message = event.event().message();
      }
    }
    boolean outOfTime =
        certificate.filter(c -> c.expiredAt(at) || at.isBefore(c.notBefore())).isPresent();
    return new Status(outOfTime ? Word.INVALID : Word.UNEXPECTED, certificate, message);
  }

  private static Status inUse(List<KnownCertificate> used, Threshold threshold, Instant at) {
    if (used.isEmpty()) {
      return new Status(Word.UNREACHABLE, Optional.empty(), "never got a certificate");
    }
    KnownCertificate first = used.get(0);
    for (KnownCertificate certificate : used) {
      first = certificate.notAfter().isBefore(first.notAfter()) ? certificate : first;
    }
    Duration left = Duration.between(at, first.notAfter());
    String name = Escaped.of(first.shortName());
    if (first.expiredAt(at)) {
      return new Status(
          Word.INVALID, Optional.of(first), name + " expired " + seconds(first.notAfter()));
    }
    Duration lifetime = Duration.between(first.notBefore(), first.notAfter());
    boolean near = left.compareTo(threshold.of(lifetime)) <= 0;
    String days = left.toDays() == 1 ? "1 day" : left.toDays() + " days";
    return new Status(
        near ? Word.EXPIRING : Word.OK,
        Optional.of(first),
        name + " expires " + seconds(first.notAfter()) + ", in " + days);
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
