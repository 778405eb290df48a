package gcert.watch.pin;

import gcert.watch.CertificateHistory;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which certificates to accept from a place: all that verified there lately and have not expired.
 *
 * <p>During a roll-out these are the old and the new one. Lately is counted back from the last time
 * that anything verified, so an outage takes nothing out; and the certificate that verified last
 * stays even when it has expired since, so that the set is never empty.
 */
public final class PinSet {
  private PinSet() {}

  /**
   * The set, by the beginning of the lifetimes; empty when nothing ever verified.
   *
   * @param window how long a certificate stays after it was last seen
   * @param at the instant by which lifetimes are judged
   */
  public static List<KnownCertificate> of(PlaceState place, Duration window, Instant at) {
    Optional<CertificateHistory> last =
        place.sightings().values().stream()
            .filter(sighting -> sighting.verified().isPresent())
            .max(Comparator.comparing(sighting -> sighting.verified().orElse(Instant.MIN)));
    if (last.isEmpty()) {
      return List.of();
    }
    Instant since = last.get().verified().orElse(Instant.MIN).minus(window);
    List<KnownCertificate> pins = new ArrayList<>();
    for (CertificateHistory sighting : place.sightings().values()) {
      boolean lately =
          sighting.verified().filter(verified -> !verified.isBefore(since)).isPresent();
      if (lately && !sighting.certificate().expiredAt(at)) {
        pins.add(sighting.certificate());
      }
    }
    if (pins.isEmpty()) {
      pins.add(last.get().certificate());
    }
    pins.sort(
        Comparator.comparing(KnownCertificate::notBefore).thenComparing(KnownCertificate::sha256));
    return pins;
  }
}
