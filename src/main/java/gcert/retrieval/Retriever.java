package gcert.retrieval;

import gcert.dns.AddressLookup;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.http.HttpAnswer;
import gcert.http.HttpClient;
import gcert.net.Deadline;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.tls.TlsClient;
import gcert.trace.ExchangeLog;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fetches what is published at URLs of HTTP, and follows a few redirections. What could not be had
 * is not asked for again for a minute, so that one dead server does not hold up each of a thousand
 * targets. Safe for use by many threads.
 */
public final class Retriever {
  private static final int OK = 200;
  private static final int MOST_REDIRECTIONS = 3;
  private static final int SHOWN = 120;
  private static final int MOST_FAILURES = 1024;
  private static final long RETRY_NANOS = Duration.ofMinutes(1).toNanos();

  private final HttpClient client;
  private final HttpClient.Check check;
  private final AddressPolicy policy;
  private final Ticker ticker;
  private final Map<String, Failed> failed = new LinkedHashMap<>();

  private record Failed(String why, long nanos) {}

  /** A question in the content of a request; a request without one asks for a thing itself. */
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  public record Question(String mediaType, byte[] octets) {}

  /**
   * Makes one.
   *
   * @param lookup finds the addresses of names
   * @param tls gives the client for {@code https}
   * @param dial how connections are made; through a proxy it is the proxy that looks names up, and
   *     that has to know where it may connect to
   * @param check judges servers asked by {@code https}
   * @param policy to which addresses connections may be made
   */
  public Retriever(
      AddressLookup lookup,
      Supplier<TlsClient> tls,
      DialSettings dial,
      HttpClient.Check check,
      AddressPolicy policy,
      Ticker ticker,
      Clock clock) {
    AddressLookup allowed =
        dial.proxy().isPresent() ? lookup : new AllowedAddresses(lookup, policy);
    DialSettings plain =
        new DialSettings(
            dial.family(),
            dial.connectTimeout(),
            dial.bind(),
            dial.proxy(),
            Optional.empty(),
            dial.elsewhere());
    this.client = new HttpClient(allowed, tls, plain, ticker, clock);
    this.check = check;
    this.policy = policy;
    this.ticker = ticker;
  }

  /**
   * Fetches something.
   *
   * @param url where it is, as somebody wrote it
   * @param question what is asked there; empty for the thing itself
   * @param largest how many octets it may have
   * @param deadline until when it has to be there
   * @param log hears of it
   * @throws RetrievalException when it cannot be fetched
   */
  public byte[] fetch(
      String url, Optional<Question> question, int largest, Deadline deadline, ExchangeLog log)
      throws RetrievalException {
    String shown = Escaped.of(url, SHOWN);
    Optional<String> before = failedBefore(url);
    if (before.isPresent()) {
      throw new RetrievalException(before.get());
    }
    if (deadline.expired()) {
      throw new RetrievalException("was not asked: no time is left");
    }
    boolean fair = deadline.nanosLeft() > deadline.budget().toNanos() / 2;
    try {
      log.note("fetching " + shown);
      byte[] content = follow(uri(url), question, largest, deadline);
      log.note("fetched " + shown + ": " + content.length + " octets");
      return content;
    } catch (RetrievalException e) {
      log.note(shown + ": " + e.getMessage());
      if (fair) {
        remember(url, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private byte[] follow(URI first, Optional<Question> question, int largest, Deadline deadline)
      throws RetrievalException {
    URI url = first;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      HttpAnswer answer = ask(url, question, largest, deadline);
      Optional<String> location = answer.header("location");
      if (isRedirection(answer.status()) && location.isPresent()) {
        url = url.resolve(uri(location.get()));
      } else if (answer.status() == OK) {
        return answer.body();
      } else {
        throw new RetrievalException("cannot be fetched: status " + answer.status());
      }
    }
    throw new RetrievalException(
        "cannot be fetched: more than " + MOST_REDIRECTIONS + " redirections");
  }

  private HttpAnswer ask(URI url, Optional<Question> question, int largest, Deadline deadline)
      throws RetrievalException {
    requireAllowed(url);
    // Half of what is left: where one is silent there is time to ask another.
    Duration time = Duration.ofNanos(Math.max(1, deadline.nanosLeft() / 2));
    HttpClient.Bounds bounds = new HttpClient.Bounds(largest, time);
    try {
      return question.isPresent()
          ? client.post(url, question.get().mediaType(), question.get().octets(), bounds, check)
          : client.get(url, bounds, check);
    } catch (FailedException e) {
      throw new RetrievalException("cannot be fetched: " + e.failure().what());
    }
  }

  private static boolean isRedirection(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Names are looked at when they are looked up. */
  private void requireAllowed(URI url) throws RetrievalException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new RetrievalException("cannot be fetched: it is not an HTTP URL");
    }
    try {
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      if (HostParser.parse(bare) instanceof Host.Address literal
          && !policy.allows(literal.address())) {
        throw new RetrievalException(
            AllowedAddresses.refusal("leads to the private address " + literal.text()));
      }
    } catch (MalformedTargetException e) {
      throw new RetrievalException(
          "cannot be fetched: " + Escaped.of(String.valueOf(e.getMessage()), SHOWN));
    }
  }

  private static URI uri(String text) throws RetrievalException {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new RetrievalException("cannot be fetched: it is not an HTTP URL");
    }
  }

  private Optional<String> failedBefore(String url) {
    synchronized (failed) {
      Failed known = failed.get(url);
      return known != null && ticker.nanos() - known.nanos() < RETRY_NANOS
          ? Optional.of(known.why())
          : Optional.empty();
    }
  }

  private void remember(String url, String why) {
    synchronized (failed) {
      failed.remove(url);
      failed.put(url, new Failed(why, ticker.nanos()));
      if (failed.size() > MOST_FAILURES) {
        failed.remove(failed.keySet().iterator().next());
      }
    }
  }
}
