package gcert.app;

import gcert.certificate.Certificate;
import gcert.issuer.CompletedVerdict;
import gcert.issuer.FetchedIssuer;
import gcert.issuer.IssuerLookup;
import gcert.issuer.IssuerSearch;
import gcert.revocation.CertificateStatus;
import gcert.revocation.RevocationJudge;
import gcert.revocation.RevocationLookup;
import gcert.revocation.RevocationMode;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trace.ExchangeLog;
import gcert.trust.Verdict;
import gcert.trust.judge.OtherCertificates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is judged by what CAs publish: issuers that a server left out of its chain, and revocation.
 * Safe for use by many threads.
 *
 * @param issuers fetches missing issuers; empty when they are not to be fetched
 * @param revocation finds out whether certificates have been revoked; empty when nobody asks
 */
public record PublishedChecks(
    Optional<IssuerLookup> issuers, Optional<RevocationCheck> revocation) {

  /** Nothing is fetched. */
  public static final PublishedChecks NONE =
      new PublishedChecks(Optional.empty(), Optional.empty());

  /** How revocation is found out, and what follows where it cannot be. */
  public record RevocationCheck(RevocationLookup lookup, RevocationMode mode) {}

  /**
   * A verdict, and what it says of revocation.
   *
   * @param statuses one for each certificate below the anchor, those of other kinds of key last;
   *     empty when nobody asked
   */
  record Checked(Verdict verdict, List<CertificateStatus> statuses) {}

  /**
   * The verdict on an observation, once more with what was fetched where an issuer is missing.
   *
   * @param judge judges an observation
   */
  Verdict complete(
      Observation observation,
      Function<Observation, Verdict> judge,
      boolean strict,
      ExchangeLog log) {
    Verdict sent = judge.apply(observation);
    if (issuers.isEmpty() || !CompletedVerdict.isCalledFor(sent)) {
      return sent;
    }
    IssuerSearch search = issuers.get().search(observation.chain(), log);
    List<Certificate> chain = new ArrayList<>(observation.chain());
    for (FetchedIssuer issuer : search.found()) {
      chain.add(issuer.certificate());
    }
    Verdict completed = search.found().isEmpty() ? sent : judge.apply(observation.showing(chain));
    return CompletedVerdict.of(sent, completed, search, strict);
  }

  /**
   * The verdict with what is known of revocation, of each certificate that a server has.
   *
   * @param judge judges what the server showed for another kind of key
   */
  Checked checkRevocation(
      Observation observation,
      Verdict verdict,
      Function<Observation, Verdict> judge,
      ExchangeLog log) {
    if (revocation.isEmpty()) {
      return new Checked(verdict, List.of());
    }
    RevocationJudge judging = new RevocationJudge(revocation.get().mode());
    List<CertificateStatus> statuses = statuses(observation, verdict, log);
    Verdict judged = judging.judge(verdict, statuses, observation.target() instanceof ServerTarget);
    List<CertificateStatus> all = new ArrayList<>(statuses);
    for (Observation other : observation.others()) {
      List<CertificateStatus> known = statuses(other, judge.apply(other), log);
      judged = judging.besides(judged, OtherCertificates.label(other), known);
      for (CertificateStatus status : known) {
        if (all.stream().noneMatch(one -> one.certificate().equals(status.certificate()))) {
          all.add(status);
        }
      }
    }
    return new Checked(judged, all);
  }

  private List<CertificateStatus> statuses(
      Observation observation, Verdict verdict, ExchangeLog log) {
    return revocation
        .orElseThrow()
        .lookup()
        .statuses(
            verdict.path(),
            observation.session().map(TlsSession::ocspResponses).orElse(List.of()),
            log);
  }
}
