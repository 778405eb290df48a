package gcert.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One certificate at one place over time.
 *
 * @param certificate what was seen
 * @param first the first time
 * @param last the last time
 * @param verified the last time at which it was found good; empty when it never was
 * @param addresses the addresses that showed it, sorted, at most {@value #MOST_ADDRESSES}
 */
public record CertificateHistory(
    KnownCertificate certificate,
    Instant first,
    Instant last,
    Optional<Instant> verified,
    List<String> addresses) {
  /** A server behind more addresses than these is known by these. */
  static final int MOST_ADDRESSES = 64;

  /** Takes a copy of the list. */
  public CertificateHistory {
    addresses = List.copyOf(addresses);
  }

  /** Both together: the earlier first, the later last, all addresses. */
  public CertificateHistory and(CertificateHistory other) {
    return new CertificateHistory(
        certificate,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        later(verified, other.verified),
        together(addresses, other.addresses));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isAfter(other.get()) ? one : other;
  }

  private static List<String> together(List<String> one, List<String> other) {
    TreeSet<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all.stream().limit(MOST_ADDRESSES).toList();
  }
}
