package gcert.rollover;

import gcert.certificate.Certificate;
import gcert.dane.DaneDecision;
import gcert.dane.RecordMatch;
import gcert.dane.TlsaRecord;
import gcert.failure.Escaped;
import gcert.mtasts.StsAssessment;
import gcert.mtasts.StsJudge;
import gcert.rollover.HostReadiness.Reason;
import gcert.rollover.HostReadiness.State;
import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether a candidate may be deployed now. It may when no sender that validates DANE loses
 * mail by it, whichever records it was given: those of each name server now, and those that
 * resolvers may still keep.
 */
public final class ReadyJudge {
  private static final int SHOWN = 200;

  private final Candidate candidate;
  private final Sightings sightings;
  private final Optional<Instant> published;
  private final Instant at;

  /**
   * Makes one.
   *
   * @param sightings what name servers were seen to give, what they give now included
   * @param published since when all name servers have the records, by the user's own word; empty
   *     goes by the sightings
   * @param at now
   */
  public ReadyJudge(
      Candidate candidate, Sightings sightings, Optional<Instant> published, Instant at) {
    this.candidate = candidate;
    this.sightings = sightings;
    this.published = published;
    this.at = at;
  }

  /** Judges one host. */
  public HostReadiness judge(HostEvidence evidence) {
    return new OnHost(evidence).judge();
  }

  private final class OnHost {
    private final HostEvidence evidence;
    private final SenderModel sender;
    private final List<Reason> reasons = new ArrayList<>();
    private Optional<Instant> until = Optional.empty();

    OnHost(HostEvidence evidence) {
      this.evidence = evidence;
      this.sender = new SenderModel(evidence, at);
    }

    HostReadiness judge() {
      boolean matched = dane();
      certificate(matched);
      served();
      reasons.sort(Comparator.comparing(Reason::state).thenComparing(Reason::warning).reversed());
      State state = reasons.stream().map(Reason::state).max(State::compareTo).orElse(State.NOW);
      return new HostReadiness(
          evidence.target(),
          state,
          state == State.WAIT ? until : Optional.empty(),
          reasons,
          new Planning(evidence, candidate, sender, at)
              .plan(until.filter(time -> state != State.BREAK), state == State.NOW));
    }

    private void served() {
      List<Observation> served = evidence.served();
      if (served.isEmpty()) {
        remark(
            Obstacle.NOT_SEEN,
            true,
            "the certificates that the host serves now could not be seen, so those for other kinds"
                + " of key were not checked");
        return;
      }
      for (Observation one : evidence.seen()) {
        if (one.chain().isEmpty() && one.failure().isPresent()) {
          remark(
              Obstacle.NOT_SEEN,
              true,
              "what the host serves at "
                  + one.addressText().orElse("another address")
                  + " could not be seen: "
                  + one.failure().get().what());
        }
      }
      new ServedKeys(served)
          .difference(candidate.sha256())
          .ifPresent(clause -> remark(Obstacle.HALF_DEPLOYED, true, clause));
    }

    /** Whether a TLSA record decides, and is for the candidate. */
    private boolean dane() {
      DaneDecision decision = DaneDecision.of(evidence.facts());
      switch (decision.kind()) {
        case DEFER -> {
          reason(
              Obstacle.DANE_LOOKUP,
              State.BREAK,
              Escaped.of(decision.reason(), SHOWN) + ": senders that validate defer already");
          return false;
        }
        case NOT_SIGNED -> {
          remark(Obstacle.NO_DANE, false, Escaped.of(decision.reason(), SHOWN));
          return false;
        }
        default -> {
          // The name servers say what senders may be given.
        }
      }
      List<NameServerAnswer> told = askedServers();
      if (told.stream().allMatch(answer -> answer.set().orElseThrow().records().isEmpty())
          && sightings.longestTtl(owner(), this::accepts, at).isZero()) {
        remark(Obstacle.NO_DANE, false, "there is no TLSA record at " + owner());
        return false;
      }
      return compared(told);
    }

    /** The answers; a name server that gives none at any of its addresses is an obstacle. */
    private List<NameServerAnswer> askedServers() {
      Map<String, List<NameServerAnswer>> byName = new LinkedHashMap<>();
      for (NameServerAnswer answer : evidence.servers()) {
        byName.computeIfAbsent(answer.server(), name -> new ArrayList<>()).add(answer);
      }
      if (byName.isEmpty()) {
        reason(
            Obstacle.NAME_SERVER,
            State.UNKNOWN,
            "the name servers of the zone of " + owner() + " could not be found");
      }
      List<NameServerAnswer> told = new ArrayList<>();
      byName.forEach(
          (name, answers) -> {
            List<NameServerAnswer> good =
                answers.stream().filter(answer -> answer.set().isPresent()).toList();
            told.addAll(good);
            for (NameServerAnswer answer : answers) {
              if (answer.set().isEmpty()) {
                String message =
                    "the name server "
                        + Escaped.of(name, SHOWN)
                        + (answer.address().isEmpty() ? "" : " (" + answer.address() + ")")
                        + " "
                        + Escaped.of(answer.failure(), SHOWN);
                if (good.isEmpty()) {
                  reason(Obstacle.NAME_SERVER, State.UNKNOWN, message);
                } else {
                  remark(Obstacle.NAME_SERVER, true, message);
                }
              }
            }
          });
      return told;
    }

    private boolean compared(List<NameServerAnswer> told) {
      List<NameServerAnswer> lacking = new ArrayList<>();
      boolean any = false;
      for (NameServerAnswer answer : told) {
        TlsaSet set = answer.set().orElseThrow();
        if (!answer.signed()) {
          reason(
              Obstacle.TLSA_UNSIGNED,
              State.BREAK,
              "the name server "
                  + shown(answer)
                  + " gives its answer without a signature that is in force");
        }
        any |= !set.records().isEmpty() && accepts(set);
        if (!accepts(set)) {
          lacking.add(answer);
        }
      }
      if (!lacking.isEmpty()) {
        lacking(lacking, lacking.size() == told.size());
      } else if (!told.isEmpty()) {
        matched(told);
        wait(told);
      }
      otherKeys(told);
      return any && lacking.isEmpty();
    }

    private void lacking(List<NameServerAnswer> lacking, boolean all) {
      String names = String.join(", ", distinct(lacking.stream().map(OnHost::shown).toList()));
      if (all) {
        reason(
            Obstacle.TLSA_MISSING,
            State.BREAK,
            "no TLSA record at "
                + owner()
                + " is for "
                + (candidate.chain().isEmpty() ? "the key 3 1 1 " : "the certificate, 3 1 1 ")
                + candidate.sha256());
      } else {
        reason(
            Obstacle.TLSA_PARTIAL,
            State.BREAK,
            "the name server " + names + " has no TLSA record for it yet, others have");
      }
    }

    private void matched(List<NameServerAnswer> told) {
      Optional<TlsaRecord> record =
          told.stream()
              .flatMap(answer -> answer.set().orElseThrow().records().stream())
              .filter(this::isForCandidate)
              .findFirst();
      record.ifPresent(
          one ->
              remark(
                  Obstacle.TLSA_MATCH,
                  false,
                  "the TLSA record "
                      + one.label()
                      + " is for it, on all name servers ("
                      + told.size()
                      + (told.size() == 1 ? " address" : " addresses")
                      + " asked)"));
    }

    private boolean isForCandidate(TlsaRecord record) {
      return candidate.chain().isEmpty()
          ? accepts(new TlsaSet(List.of(record), Duration.ZERO))
          : RecordMatch.names(record, candidate.chain());
    }

    /**
     * Older records may be kept for their TTL, and by resolvers behind resolvers for another round.
     */
    private void wait(List<NameServerAnswer> told) {
      if (changesNothing(told)) {
        remark(
            Obstacle.TLSA_CACHED,
            false,
            "it has the key and the CAs of what is served now: nothing changes for senders");
        return;
      }
      Instant since = at;
      if (published.isPresent()) {
        since = published.get();
      } else {
        since = Instant.MIN;
        for (NameServerAnswer answer : told) {
          Instant here = sightings.since(owner(), answer.address(), this::accepts).orElse(at);
          since = here.isAfter(since) ? here : since;
        }
      }
      Duration ttl = sightings.longestTtl(owner(), this::accepts, at);
      for (NameServerAnswer answer : told) {
        Duration here = answer.set().orElseThrow().ttl();
        ttl = here.compareTo(ttl) > 0 ? here : ttl;
      }
      Instant end = since.plus(ttl.multipliedBy(2));
      if (end.isAfter(at)) {
        until = Optional.of(end);
        reason(
            Obstacle.TLSA_CACHED,
            State.WAIT,
            "all name servers have had a record for it since "
                + TimeWords.of(since)
                + ", and caches may keep older ones until "
                + TimeWords.of(end)
                + " (twice the TTL of "
                + TimeWords.span(ttl)
                + ")");
      }
    }

    /**
     * A certificate with the key and the CAs of one that is served, at each address: whatever older
     * records there are that senders go by now, they are for it too, unless such as are known to
     * name a single certificate.
     */
    private boolean changesNothing(List<NameServerAnswer> told) {
      return told.stream().noneMatch(answer -> answer.set().orElseThrow().records().isEmpty())
          && sightings.longestTtl(owner(), this::accepts, at).isZero()
          && new ServedKeys(evidence.served()).everywhere(this::isAlike);
    }

    private boolean isAlike(List<Certificate> served) {
      return served.get(0).spkiSha256().equals(candidate.sha256())
          && (candidate.chain().isEmpty()
              || authorities(candidate.chain()).containsAll(authorities(served)));
    }

    private static Set<String> authorities(List<Certificate> chain) {
      Set<String> keys = new LinkedHashSet<>();
      chain.stream().skip(1).forEach(one -> keys.add(one.spkiSha256()));
      return keys;
    }

    /** What stays beside the candidate: certificates with other kinds of key. */
    private void otherKeys(List<NameServerAnswer> told) {
      Optional<String> own = candidate.keyFamily();
      Set<String> judged = new LinkedHashSet<>();
      for (Observation served : evidence.served()) {
        Certificate leaf = served.chain().get(0);
        boolean other =
            own.isPresent() && !own.get().equals(leaf.keyFamily()) && judged.add(leaf.spkiSha256());
        if (other
            && told.stream()
                .anyMatch(answer -> !sender.accepts(answer.set().orElseThrow(), served))) {
          reason(
              Obstacle.TLSA_OTHER_KEY,
              State.BREAK,
              "no TLSA record is for the certificate with a key of the kind "
                  + leaf.keyFamily()
                  + " that the host serves too, 3 1 1 "
                  + leaf.spkiSha256());
        }
      }
    }

    /** By roots, names and dates: for senders that do not go by TLSA records. */
    private void certificate(boolean matched) {
      Optional<StsAssessment> enforced = evidence.sts().filter(StsAssessment::enforces);
      enforced
          .flatMap(policy -> StsJudge.host(policy, evidence.target().identity().text()))
          .filter(one -> one.severity() == Severity.FAILURE)
          .ifPresent(one -> reason(Obstacle.MTA_STS, State.BREAK, one.message()));
      Optional<Certificate> leaf = candidate.certificate();
      if (leaf.isEmpty()) {
        remark(
            Obstacle.KEY_ONLY,
            false,
            "only the key is known: names, dates and chain were not checked");
        return;
      }
      if (leaf.get().notAfter().isBefore(at)) {
        reason(
            Obstacle.EXPIRED,
            State.BREAK,
            "the certificate expired on " + TimeWords.of(leaf.get().notAfter()));
        return;
      }
      if (leaf.get().notBefore().isAfter(at)) {
        until =
            Optional.of(
                until.filter(leaf.get().notBefore()::isBefore).orElse(leaf.get().notBefore()));
        reason(
            Obstacle.NOT_YET_VALID,
            State.WAIT,
            "the certificate is valid from " + TimeWords.of(leaf.get().notBefore()));
        return;
      }
      evidence
          .usual()
          .ifPresent(
              usual -> usual.findings().forEach(f -> finding(f, matched, enforced.isPresent())));
    }

    private void finding(Finding finding, boolean matched, boolean enforced) {
      if (finding.severity() != Severity.FAILURE) {
        return;
      }
      String message = "[" + finding.rule().id() + "] " + finding.message();
      if (enforced) {
        reason(
            Obstacle.MTA_STS,
            State.BREAK,
            message + ": senders that follow the MTA-STS policy in force do not deliver");
      } else if (matched) {
        remark(
            Obstacle.CERTIFICATE,
            true,
            message + ": senders that verify without DANE do not deliver");
      } else {
        reason(Obstacle.CERTIFICATE, State.BREAK, message);
      }
    }

    private boolean accepts(TlsaSet set) {
      return sender.accepts(set, candidate);
    }

    private String owner() {
      return Escaped.of(evidence.owner().orElse(evidence.facts().host().text()), SHOWN);
    }

    private static String shown(NameServerAnswer answer) {
      return Escaped.of(answer.server(), SHOWN) + " (" + answer.address() + ")";
    }

    private static Set<String> distinct(List<String> names) {
      return new LinkedHashSet<>(names);
    }

    private void reason(Obstacle obstacle, State state, String message) {
      reasons.add(new Reason(obstacle, state, true, message));
    }

    private void remark(Obstacle obstacle, boolean warning, String message) {
      reasons.add(new Reason(obstacle, State.NOW, warning, message));
    }
  }
}
