package gcert.rollover;

import gcert.certificate.Certificate;
import gcert.dane.RecordMatch;
import gcert.dane.TlsaRecord;
import gcert.tls.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out which records a zone needs, and which it can do without afterwards. */
final class Planning {
  private static final Duration USUAL_TTL = Duration.ofHours(1);

  private final HostEvidence evidence;
  private final Candidate candidate;
  private final SenderModel sender;
  private final Instant at;

  Planning(HostEvidence evidence, Candidate candidate, SenderModel sender, Instant at) {
    this.evidence = evidence;
    this.candidate = candidate;
    this.sender = sender;
    this.at = at;
  }

  /**
   * The plan; empty where there can be no TLSA records.
   *
   * @param until from when on the candidate may be deployed, where that is known
   * @param now whether it may be deployed now
   */
  Optional<RolloverPlan> plan(Optional<Instant> until, boolean now) {
    if (evidence.zone().isEmpty() || evidence.owner().isEmpty()) {
      return Optional.empty();
    }
    Set<TlsaRecord> present = new LinkedHashSet<>();
    Duration ttl = Duration.ZERO;
    boolean everywhere = true;
    for (NameServerAnswer answer : evidence.servers()) {
      if (answer.set().isPresent()) {
        TlsaSet set = answer.set().get();
        present.addAll(set.records());
        ttl = !set.records().isEmpty() && set.ttl().compareTo(ttl) > 0 ? set.ttl() : ttl;
        everywhere &= !set.records().isEmpty() && sender.accepts(set, candidate);
      }
    }
    ttl = ttl.isZero() ? USUAL_TTL : ttl;
    List<TlsaRecord> add = new ArrayList<>();
    if (present.isEmpty()) {
      // Without the record of what is served now, adding that of the next would break it.
      evidence.served().forEach(one -> add(add, ofKey(one.chain().get(0).spkiSha256())));
    }
    if (!everywhere) {
      add(add, next(present));
    }
    add.removeIf(record -> present.contains(record) && everywhereHas(record));
    return Optional.of(
        new RolloverPlan(
            evidence.owner().get(),
            evidence.zone().get(),
            ttl,
            add,
            present.stream().filter(record -> !stays(record)).toList(),
            now ? at : until.orElse(at.plus(ttl.multipliedBy(2)))));
  }

  private boolean everywhereHas(TlsaRecord record) {
    return evidence.servers().stream()
        .flatMap(answer -> answer.set().stream())
        .allMatch(set -> set.records().contains(record));
  }

  /** A zone that goes by CAs alone goes on so; any other gets a record of the key. */
  private TlsaRecord next(Set<TlsaRecord> present) {
    boolean byAuthority =
        !present.isEmpty() && present.stream().noneMatch(TlsaRecord::isAboutServer);
    return byAuthority && candidate.chain().size() > 1
        ? new TlsaRecord(2, 1, 1, candidate.chain().get(1).spkiSha256())
        : ofKey(candidate.sha256());
  }

  private static TlsaRecord ofKey(String sha256) {
    return new TlsaRecord(3, 1, 1, sha256);
  }

  private static void add(List<TlsaRecord> list, TlsaRecord record) {
    if (!list.contains(record)) {
      list.add(record);
    }
  }

  /** A record of the candidate, or of a certificate with another kind of key, is needed further. */
  private boolean stays(TlsaRecord record) {
    boolean own =
        candidate.chain().isEmpty()
            ? record.usage() == 3
                && sender.accepts(new TlsaSet(List.of(record), Duration.ZERO), candidate)
            : RecordMatch.names(record, candidate.chain());
    Optional<String> family = candidate.keyFamily();
    return own
        || evidence.served().stream()
            .filter(served -> family.isPresent() && !family.get().equals(kind(served)))
            .anyMatch(served -> RecordMatch.names(record, served.chain()));
  }

  private static String kind(Observation served) {
    Certificate leaf = served.chain().get(0);
    return leaf.keyFamily();
  }
}
