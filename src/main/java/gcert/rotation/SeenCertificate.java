package gcert.rotation;

import gcert.certificate.Certificate;
import java.util.List;

/**
 * One certificate, and where it was seen.
 *
 * @param certificate the certificate
 * @param places the place of each sighting, in their order; a place stands there as often as it was
 *     visited
 * @param accepted whether it was judged good at every one of them
 * @param newest whether no certificate with the same kind of key has a later start of its validity
 */
public record SeenCertificate(
    Certificate certificate, List<String> places, boolean accepted, boolean newest) {

  /** Takes a copy of the list. */
  public SeenCertificate {
    places = List.copyOf(places);
  }

  /** How often it was seen. */
  public int count() {
    return places.size();
  }
}
