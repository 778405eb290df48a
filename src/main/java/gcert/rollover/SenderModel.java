package gcert.rollover;

import gcert.certificate.Certificate;
import gcert.dane.DaneDecision;
import gcert.dane.DaneFacts;
import gcert.dane.DaneJudge;
import gcert.dane.RecordMatch;
import gcert.signature.PublicKey;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.Verdict;
import gcert.trust.path.CertificateCache;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sender that validates DANE and has been given some TLSA records: would it deliver to a host
 * that serves this? It judges as {@code gcert check --dane} does.
 */
final class SenderModel {
  private final HostEvidence evidence;
  private final Instant at;
  private final CertificateCache known = new CertificateCache();

  SenderModel(HostEvidence evidence, Instant at) {
    this.evidence = evidence;
    this.at = at;
  }

  /** Whether it delivers when the candidate is served. */
  boolean accepts(TlsaSet set, Candidate candidate) {
    DaneFacts facts = facts(set);
    DaneDecision decision = DaneDecision.of(facts);
    if (decision.kind() != DaneDecision.Kind.AUTHENTICATE) {
      return decision.kind() != DaneDecision.Kind.DEFER;
    }
    if (candidate.chain().isEmpty()) {
      return RecordMatch.ofKey(
              decision.usable(), candidate.sha256(), candidate.key().map(PublicKey::spki))
          .isPresent();
    }
    Verdict usual = evidence.usual().orElseGet(() -> passing(candidate.chain()));
    return accepts(facts, observation(candidate.chain()), usual);
  }

  /** Whether it delivers to a host that serves what was seen. */
  boolean accepts(TlsaSet set, Observation served) {
    DaneFacts facts = facts(set);
    DaneDecision decision = DaneDecision.of(facts);
    return decision.kind() == DaneDecision.Kind.AUTHENTICATE
        ? accepts(facts, served, passing(served.chain()))
        : decision.kind() != DaneDecision.Kind.DEFER;
  }

  private boolean accepts(DaneFacts facts, Observation shown, Verdict usual) {
    return !DaneJudge.refuses(
        new DaneJudge(facts, /* strict= */ false, at, known).judge(shown, usual));
  }

  private DaneFacts facts(TlsaSet set) {
    return evidence.facts().withRecords(set.answer(evidence.owner().orElse(".")), set.ttl());
  }

  /** What is served is not judged by roots: a sender that goes by TLSA records does not either. */
  private static Verdict passing(List<Certificate> chain) {
    return new Verdict(List.of(), List.of(chain.get(0)), Optional.empty());
  }

  private Observation observation(List<Certificate> chain) {
    return new Observation(
        evidence.target(),
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        chain,
        Timing.none(),
        Optional.empty());
  }
}
