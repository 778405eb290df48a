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
   * @param statuses one for each certificate below the anchor; empty when nobody asked
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

  /** The verdict with what is known of revocation. */
  Checked checkRevocation(Observation observation, Verdict verdict, ExchangeLog log) {
    if (revocation.isEmpty()) {
      return new Checked(verdict, List.of());
    }
    List<CertificateStatus> statuses =
        revocation
            .get()
            .lookup()
            .statuses(
                verdict.path(),
                observation.session().map(TlsSession::ocspResponses).orElse(List.of()),
                log);
    return new Checked(
        new RevocationJudge(revocation.get().mode())
            .judge(verdict, statuses, observation.target() instanceof ServerTarget),
        statuses);
  }
}
