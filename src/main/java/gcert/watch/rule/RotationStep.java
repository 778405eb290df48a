package gcert.watch.rule;

import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.RotationState;
import gcert.watch.RotationState.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the certificates of one round move a rotation on.
 *
 * <p>Certificates with keys of one type follow each other; of two, the one whose lifetime begins
 * later is the new one. A pair of an RSA and an ECDSA certificate that stand side by side from the
 * first is no rotation. A rotation that the rounds show from its start is over with the first round
 * that shows the new side alone. When an old certificate comes back after that, as it does where
 * each round sees one server of many, the rotation has relapsed: from then on it takes several
 * rounds in a row to be believed, so that one roll-out is not told ten times.
 */
final class RotationStep {
  private final PlaceState place;
  private final Map<String, KnownCertificate> known;
  private final Set<String> settled;
  private final Set<String> rising;
  private final Set<String> beforehand;
  private int needed;
  private Change change = Change.NONE;
  private RotationState after;
  private Optional<KnownCertificate> from = Optional.empty();
  private Optional<KnownCertificate> to = Optional.empty();

  /** What became of the rotation. */
  enum Change {
    NONE,
    STARTED,
    FINISHED,
    /** Ended with the old certificates in place. */
    WITHDRAWN
  }

  private RotationStep(PlaceState place, Map<String, KnownCertificate> accepted) {
    RotationState rotation = place.condition().rotation();
    this.place = place;
    known = new HashMap<>(accepted);
    place.inUse().forEach(certificate -> known.put(certificate.sha256(), certificate));
    settled = new LinkedHashSet<>(rotation.settled());
    rising = new LinkedHashSet<>(rotation.rising());
    beforehand = new LinkedHashSet<>(settled);
    beforehand.addAll(rising);
    needed = rotation.needed();
    after = rotation;
  }

  /**
   * Takes the step.
   *
   * @param accepted the good certificates of the round, by fingerprint
   * @param patience the rounds in a row that are believed after a relapse
   * @param at the instant of the round
   */
  static RotationStep of(
      PlaceState place, Map<String, KnownCertificate> accepted, int patience, Instant at) {
    RotationStep step = new RotationStep(place, accepted);
    if (!accepted.isEmpty()) {
      step.take(accepted, patience, at);
    }
    return step;
  }

  RotationState after() {
    return after;
  }

  Change change() {
    return change;
  }

  /** The newest certificate that is to go; present when something changed. */
  Optional<KnownCertificate> from() {
    return from;
  }

  /** The newest certificate that came; present when something changed. */
  Optional<KnownCertificate> to() {
    return to;
  }

  /** The certificate in use before this round that a newer one follows. */
  Optional<KnownCertificate> predecessor(KnownCertificate certificate) {
    return peer(certificate, beforehand, !beforehand.isEmpty())
        .filter(peer -> !certificate.notBefore().isBefore(peer.notBefore()));
  }

  private void take(Map<String, KnownCertificate> accepted, int patience, Instant at) {
    boolean wasUnderWay = !rising.isEmpty();
    List<KnownCertificate> arrivals = new ArrayList<>(accepted.values());
    arrivals.removeIf(certificate -> beforehand.contains(certificate.sha256()));
    arrivals.sort(Comparator.comparing(KnownCertificate::notBefore));
    if (!wasUnderWay) {
      needed = 1;
    }
    for (KnownCertificate arrival : arrivals) {
      arrive(arrival, patience);
    }
    settled.removeIf(
        sha256 -> !rising.isEmpty() && !accepted.containsKey(sha256) && expired(sha256, at));
    if (rising.isEmpty()) {
      after = new RotationState(List.copyOf(settled), List.of(), Side.BOTH, 0, 1);
      return;
    }
    weigh(accepted.keySet(), patience, wasUnderWay);
  }

  private void arrive(KnownCertificate arrival, int patience) {
    Set<String> all = new LinkedHashSet<>(settled);
    all.addAll(rising);
    Optional<KnownCertificate> peer = peer(arrival, all, !beforehand.isEmpty());
    if (peer.isEmpty()) {
      settled.add(arrival.sha256());
      return;
    }
    if (arrival.notBefore().isBefore(peer.get().notBefore())) {
      settled.add(arrival.sha256());
      if (settled.remove(peer.get().sha256())) {
        rising.add(peer.get().sha256());
      }
      needed = patience;
      return;
    }
    List<String> overtaken = new ArrayList<>(rising);
    overtaken.removeIf(sha256 -> !sameType(sha256, arrival));
    overtaken.forEach(rising::remove);
    settled.addAll(overtaken);
    rising.add(arrival.sha256());
    if (place.everVerified(arrival.sha256())) {
      needed = patience;
    }
  }

  private void weigh(Set<String> accepted, int patience, boolean wasUnderWay) {
    Set<String> leaving = leaving();
    from = newest(leaving);
    to = newest(rising);
    boolean oldSeen = leaving.stream().anyMatch(accepted::contains);
    boolean newSeen = rising.stream().anyMatch(accepted::contains);
    Side side = oldSeen == newSeen ? Side.BOTH : newSeen ? Side.NEW : Side.OLD;
    RotationState before = place.condition().rotation();
    boolean goesOn = wasUnderWay && side == before.side();
    int calm = side == Side.BOTH ? 0 : goesOn ? before.calm() + 1 : 1;
    if (side == Side.NEW && calm >= needed) {
      change = Change.FINISHED;
      settled.removeAll(leaving);
      settled.addAll(rising);
      after = new RotationState(List.copyOf(settled), List.of(), Side.BOTH, 0, 1);
    } else if (side == Side.OLD && wasUnderWay && calm >= patience) {
      change = Change.WITHDRAWN;
      after = new RotationState(List.copyOf(settled), List.of(), Side.BOTH, 0, 1);
    } else {
      change = wasUnderWay ? Change.NONE : Change.STARTED;
      after = new RotationState(List.copyOf(settled), List.copyOf(rising), side, calm, needed);
    }
  }

  /** The settled certificates that have a successor; all of them when the type of key changes. */
  private Set<String> leaving() {
    Set<String> leaving = new LinkedHashSet<>();
    for (String sha256 : settled) {
      if (rising.stream().anyMatch(other -> sameType(other, certificate(sha256)))) {
        leaving.add(sha256);
      }
    }
    return leaving.isEmpty() ? new LinkedHashSet<>(settled) : leaving;
  }

  private Optional<KnownCertificate> peer(
      KnownCertificate certificate, Collection<String> among, boolean ofAnyType) {
    Optional<KnownCertificate> same =
        newest(among.stream().filter(sha256 -> sameType(sha256, certificate)).toList());
    return same.isEmpty() && ofAnyType ? newest(among) : same;
  }

  private Optional<KnownCertificate> newest(Collection<String> fingerprints) {
    return fingerprints.stream()
        .map(this::certificate)
        .max(Comparator.comparing(KnownCertificate::notBefore));
  }

  private boolean sameType(String sha256, KnownCertificate certificate) {
    return certificate(sha256).keyType().equals(certificate.keyType());
  }

  private boolean expired(String sha256, Instant at) {
    return certificate(sha256).expiredAt(at);
  }

  private KnownCertificate certificate(String sha256) {
    KnownCertificate certificate = known.get(sha256);
    if (certificate == null) {
      throw new IllegalStateException("a certificate in use that was never seen: " + sha256);
    }
    return certificate;
  }
}
