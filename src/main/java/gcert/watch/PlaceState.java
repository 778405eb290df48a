package gcert.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one place.
 *
 * @param place which
 * @param sightings every certificate seen there by its fingerprint, in the order of first sight
 * @param condition what it was like after the last round
 */
public record PlaceState(
    Place place, Map<String, CertificateHistory> sightings, PlaceCondition condition) {

  /** A place that was never visited. */
  public static PlaceState unknown(Place place) {
    return new PlaceState(place, Map.of(), PlaceCondition.NONE);
  }

  /** Takes a copy of the map. */
  public PlaceState {
    sightings = Collections.unmodifiableMap(new LinkedHashMap<>(sightings));
  }

  /** The same with more sightings, and in another condition. */
  public PlaceState with(Collection<CertificateHistory> more, PlaceCondition next) {
    Map<String, CertificateHistory> all = new LinkedHashMap<>(sightings);
    for (CertificateHistory sighting : more) {
      all.merge(sighting.certificate().sha256(), sighting, CertificateHistory::and);
    }
    return new PlaceState(place, all, next);
  }

  /** The certificate of a fingerprint, when it was seen here. */
  public Optional<KnownCertificate> certificate(String sha256) {
    return Optional.ofNullable(sightings.get(sha256)).map(CertificateHistory::certificate);
  }

  /** Whether a certificate was found good here at some time. */
  public boolean everVerified(String sha256) {
    CertificateHistory sighting = sightings.get(sha256);
    return sighting != null && sighting.verified().isPresent();
  }

  /** The certificates in use: those settled and those rising. */
  public List<KnownCertificate> inUse() {
    List<KnownCertificate> used = new ArrayList<>();
    for (String sha256 : condition.rotation().settled()) {
      certificate(sha256).ifPresent(used::add);
    }
    for (String sha256 : condition.rotation().rising()) {
      certificate(sha256).ifPresent(used::add);
    }
    return used;
  }
}
