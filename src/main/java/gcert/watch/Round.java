package gcert.watch;

import java.time.Instant;
import java.util.List;

/**
 * All that one run saw at one place.
 *
 * @param place where
 * @param time when
 * @param at the instant by which certificates were judged; usually the same
 * @param sights what each visit showed that had a certificate
 * @param failures why each other visit had none, one clause each, already escaped; with no sights
 *     and no failures the place is a mail domain that led to other places
 */
public record Round(
    Place place, Instant time, Instant at, List<Sight> sights, List<String> failures) {

  /** Takes copies of the lists. */
  public Round {
    sights = List.copyOf(sights);
    failures = List.copyOf(failures);
  }

  /**
   * A certificate that a visit showed.
   *
   * @param certificate the end entity's
   * @param address the address that showed it
   * @param accepted whether it was found good
   * @param reason why it was not, one sentence, already escaped; empty when it was
   */
  public record Sight(
      KnownCertificate certificate, String address, boolean accepted, String reason) {}
}
