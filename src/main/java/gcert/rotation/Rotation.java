package gcert.rotation;

import gcert.certificate.Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The verdict on all that was seen of one host.
 *
 * @param kind what the certificates come to
 * @param groups the certificates, the newest first
 * @param reason why they do not belong together, one clause; empty unless the kind is {@link
 *     Kind#MISMATCH}
 */
public record Rotation(RotationKind kind, List<SeenCertificate> groups, Optional<String> reason) {

  /** Takes a copy of the list. */
  public Rotation {
    groups = List.copyOf(groups);
  }

  /**
   * Judges the sightings of one host.
   *
   * <p>Certificates belong together when they are {@linkplain Lineage#related related} and were all
   * judged alike. Of those that do, several for one kind of key are a rotation, in which the one
   * whose validity starts last is the new one; one for each kind of key is a split, unless their
   * lifetimes say that one follows the other.
   *
   * @param sightings in the order in which they are to be listed
   * @throws IllegalArgumentException when there is none
   */
  public static Rotation of(List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      throw new IllegalArgumentException("nothing was seen");
    }
    List<SeenCertificate> groups = group(sightings);
    Optional<String> reason = whyUnrelated(groups);
    if (reason.isPresent()) {
      return new Rotation(RotationKind.MISMATCH, groups, reason);
    }
    return new Rotation(kindOfRelated(groups), groups, Optional.empty());
  }

  /** The verdict in words: {@code stable}, {@code rotating (7 of 10 new)}, {@code split} … */
  public String words() {
    return switch (kind) {
      case STABLE -> kind.word();
      case ROTATING -> kind.word() + " (" + newCount() + " of " + seen() + " new)";
      case SPLIT -> kind.word() + " (" + keys() + ")";
      case MISMATCH -> kind.word() + " (" + reason.orElse("") + ")";
    };
  }

  /** How many sightings there were. */
  public int seen() {
    return groups.stream().mapToInt(SeenCertificate::count).sum();
  }

  /**
   * How many sightings were of a certificate that nothing seen is to follow: of all of them but for
   * a rotation.
   */
  public int newCount() {
    return groups.stream().filter(SeenCertificate::newest).mapToInt(SeenCertificate::count).sum();
  }

  /** How many different public keys were seen. */
  public int keyCount() {
    Set<String> keys = new HashSet<>();
    for (SeenCertificate group : groups) {
      keys.add(group.certificate().spkiSha256());
    }
    return keys.size();
  }

  private String keys() {
    List<String> parts = new ArrayList<>();
    for (SeenCertificate group : groups) {
      parts.add(group.count() + " " + group.certificate().key());
    }
    return String.join(", ", parts);
  }

  private static List<SeenCertificate> group(List<Sighting> sightings) {
    Map<Certificate, List<Sighting>> byCertificate = new LinkedHashMap<>();
    for (Sighting sighting : sightings) {
      byCertificate.computeIfAbsent(sighting.certificate(), c -> new ArrayList<>()).add(sighting);
    }
    List<SeenCertificate> groups = new ArrayList<>();
    byCertificate.forEach(
        (certificate, seen) ->
            groups.add(
                new SeenCertificate(
                    certificate,
                    seen.stream().map(Sighting::place).toList(),
                    seen.stream().allMatch(Sighting::accepted),
                    isNewest(certificate, byCertificate.keySet()))));
    groups.sort((a, b) -> b.certificate().notBefore().compareTo(a.certificate().notBefore()));
    return groups;
  }

  /** Nothing that was seen takes its place: neither of its own kind of key nor a late successor. */
  private static boolean isNewest(Certificate certificate, Set<Certificate> all) {
    for (Certificate other : all) {
      boolean rival =
          Lineage.sameKeyKind(certificate, other) || !Lineage.livesBeside(certificate, other);
      if (rival && other.notBefore().isAfter(certificate.notBefore())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> whyUnrelated(List<SeenCertificate> groups) {
    SeenCertificate first = groups.get(0);
    for (SeenCertificate group : groups) {
      if (!Lineage.sameNames(first.certificate(), group.certificate())) {
        return Optional.of("different names");
      }
      if (!Lineage.sameIssuerFamily(first.certificate(), group.certificate())) {
        return Optional.of("different issuers");
      }
      if (first.accepted() != group.accepted()) {
        return Optional.of("only some are trusted");
      }
    }
    return Optional.empty();
  }

  private static RotationKind kindOfRelated(List<SeenCertificate> groups) {
    if (groups.size() == 1) {
      return RotationKind.STABLE;
    }
    Set<String> kinds = new HashSet<>();
    for (SeenCertificate group : groups) {
      kinds.add(Lineage.keyKind(group.certificate()));
      if (!group.newest()) {
        return RotationKind.ROTATING;
      }
    }
    // Two of one kind from the very same instant: neither follows the other, yet it is no pair.
    return kinds.size() == groups.size() ? RotationKind.SPLIT : RotationKind.ROTATING;
  }
}
