package gcert.mtasts;

import gcert.dns.LookupException;
import gcert.dns.TextLookup;
import gcert.failure.FailedException;
import gcert.http.CertificateCheck;
import gcert.http.HttpAnswer;
import gcert.http.HttpClient;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import gcert.trust.AnchorStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what a mail domain says (RFC 8461 section 3): TXT records, and the policy over HTTPS from
 * a server whose certificate has to hold. Safe for use by several threads.
 */
public final class StsLookup {
  /** RFC 8461 section 3.3 suggests 64 KiB, and a minute. */
  private static final int LARGEST_POLICY = 65_536;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final TextLookup texts;
  private final HttpClient web;
  private final HttpClient.Check check;
  private final Duration limit;

  /**
   * Makes one.
   *
   * @param web makes the request; what it trusts is of no consequence
   * @param trusted the roots by which the web server's certificate is judged
   * @param at the instant by which it is judged
   * @param limit the longest wait for each look-up and for the policy; never more than a minute
   */
  public StsLookup(
      TextLookup texts, HttpClient web, AnchorStore trusted, Instant at, Duration limit) {
    this.texts = texts;
    this.web = web;
    this.check = new CertificateCheck(trusted, at);
    this.limit = limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT;
  }

  /** Asks about one domain. */
  public StsFacts facts(Host.Name domain, ExchangeLog log) {
    StsFacts.Texts sts = texts("_mta-sts", domain, log);
    boolean announced =
        sts.found().stream().anyMatch(text -> text.startsWith(StsRecord.VERSION + ";"));
    return new StsFacts(
        domain,
        sts,
        announced ? Optional.of(policy(domain, log)) : Optional.empty(),
        texts("_smtp._tls", domain, log));
  }

  private StsFacts.Texts texts(String label, Host.Name domain, ExchangeLog log) {
    try {
      return new StsFacts.Texts(texts.texts(label, domain, limit, log), Optional.empty());
    } catch (LookupException e) {
      boolean none =
          e.reason() == LookupException.Reason.NO_RECORDS
              || e.reason() == LookupException.Reason.NO_SUCH_NAME;
      return new StsFacts.Texts(
          List.of(), none ? Optional.empty() : Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private StsFacts.PolicyAnswer policy(Host.Name domain, ExchangeLog log) {
    URI url = URI.create("https://" + StsFacts.policyHost(domain) + "/.well-known/mta-sts.txt");
    log.note("asking for " + url);
    try {
      HttpAnswer answer = web.get(url, new HttpClient.Bounds(LARGEST_POLICY, limit), check);
      log.note("the answer is " + answer.status() + ", " + answer.body().length + " octets");
      return new StsFacts.Answer(
          answer.status(),
          answer.mediaType(),
          answer.header("last-modified"),
          answer.header("location"),
          answer.body());
    } catch (FailedException e) {
      log.note(String.valueOf(e.getMessage()));
      return new StsFacts.NoAnswer(e.failure().step().label(), e.failure().what());
    }
  }
}
