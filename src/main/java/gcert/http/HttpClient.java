package gcert.http;

import gcert.dns.AddressLookup;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.tls.Connector;
import gcert.tls.ExchangeSettings;
import gcert.tls.Inspector;
import gcert.tls.Observation;
import gcert.tls.ServerName;
import gcert.tls.TlsClient;
import gcert.tls.TlsConnection;
import gcert.tls.Visit;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes single requests over HTTP/1.1, in plaintext or over TLS by the engine of {@code gcert.tls}.
 * Follows no redirections. Safe for use by many threads.
 */
public final class HttpClient {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final AddressLookup lookup;
  private final Supplier<TlsClient> tls;
  private final DialSettings dial;
  private final Ticker ticker;
  private final Clock clock;

  /**
   * Makes one.
   *
   * @param lookup finds the addresses of names
   * @param tls gives the client when a handshake is due; asked only for {@code https}
   * @param dial how connections are made
   */
  public HttpClient(
      AddressLookup lookup,
      Supplier<TlsClient> tls,
      DialSettings dial,
      Ticker ticker,
      Clock clock) {
    this.lookup = lookup;
    this.tls = tls;
    this.dial = dial;
    this.ticker = ticker;
    this.clock = clock;
  }

  /**
   * How much an answer may take.
   *
   * @param octets the largest content
   * @param time from the look-up to the last octet
   */
  public record Bounds(int octets, Duration time) {}

  /** Judges what a server has shown before it is asked for anything. */
  @FunctionalInterface
  public interface Check {
    /**
     * Judges.
     *
     * @param seen what it has shown: a chain, and no failure
     * @throws FailedException when it is not to be asked
     */
    void check(Observation seen) throws FailedException;
  }

  /** The content to send along. */
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  private record Content(String mediaType, byte[] octets) {}

  /**
   * Asks for what is at a URL.
   *
   * @param url {@code http} or {@code https}, with a host
   * @param check judges the server; not called for {@code http}
   * @throws FailedException when no whole answer comes; whatever its status, an answer is one
   */
  public HttpAnswer get(URI url, Bounds bounds, Check check) throws FailedException {
    return ask("GET", url, Optional.empty(), bounds, check);
  }

  /**
   * Sends something to a URL.
   *
   * @see #get
   */
  public HttpAnswer post(URI url, String mediaType, byte[] content, Bounds bounds, Check check)
      throws FailedException {
    return ask("POST", url, Optional.of(new Content(mediaType, content)), bounds, check);
  }

  private HttpAnswer ask(
      String method, URI url, Optional<Content> content, Bounds bounds, Check check)
      throws FailedException {
    byte[] request = request(method, url, content);
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    ServerTarget target = target(url, secure ? HTTPS_PORT : HTTP_PORT);
    return secure ? underTls(target, request, bounds, check) : inPlaintext(target, request, bounds);
  }

  private HttpAnswer underTls(ServerTarget target, byte[] request, Bounds bounds, Check check)
      throws FailedException {
    ExchangeSettings settings =
        new ExchangeSettings(
            dial, bounds.time(), new ServerName.OfHost(Optional.empty()), Optional.empty());
    Inspector inspector = new Inspector(lookup, tls, ticker, clock);
    try (Visit visit = inspector.visit(target, settings)) {
      Optional<Failure> failure = visit.observation().failure();
      if (failure.isPresent()) {
        throw new FailedException(failure.get());
      }
      check.check(visit.observation());
      TlsConnection connection = visit.connection().orElseThrow();
      return exchange(
          connection.socket(), connection.input(), connection.output(), request, bounds);
    }
  }

  private HttpAnswer inPlaintext(ServerTarget target, byte[] request, Bounds bounds)
      throws FailedException {
    Deadline deadline = Deadline.after(bounds.time(), ticker);
    try (TimedSocket socket =
        new Connector(lookup, dial, deadline).connect(target, Optional.empty())) {
      return exchange(socket, socket.getInputStream(), socket.getOutputStream(), request, bounds);
    } catch (IOException e) {
      throw failed("the connection cannot be used: " + Escaped.of(String.valueOf(e), 120));
    }
  }

  private static HttpAnswer exchange(
      TimedSocket socket, InputStream in, OutputStream out, byte[] request, Bounds bounds)
      throws FailedException {
    try {
      out.write(request);
      out.flush();
      return new AnswerReader(new BufferedInputStream(in), bounds.octets()).read();
    } catch (MalformedAnswerException e) {
      throw failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw failed(
          switch (socket.end()) {
            case TIMED_OUT ->
                "timed out after "
                    + Deadline.spoken(socket.deadline().budget())
                    + " waiting for the whole answer";
            case CLOSED -> "closed by the server before the end of its answer";
            case RESET -> "connection reset by the server";
            case NONE -> "incomplete answer: " + Escaped.of(String.valueOf(e.getMessage()), 120);
          });
    }
  }

  /** RFC 9112 section 3, in origin form. */
  private static byte[] request(String method, URI url, Optional<Content> content) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(query).append(" HTTP/1.1\r\nHost: ");
    head.append(url.getHost()).append(url.getPort() < 0 ? "" : ":" + url.getPort());
    head.append("\r\nUser-Agent: gcert\r\nAccept: */*\r\nConnection: close\r\n");
    if (content.isPresent()) {
      head.append("Content-Type: ").append(content.get().mediaType());
      head.append("\r\nContent-Length: ").append(content.get().octets().length).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    content.ifPresent(sent -> request.writeBytes(sent.octets()));
    return request.toByteArray();
  }

  private static ServerTarget target(URI url, int usualPort) throws FailedException {
    String scheme = String.valueOf(url.getScheme());
    String host = url.getHost();
    if (host == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
      throw failed("'" + Escaped.of(url.toString(), 120) + "' is not an HTTP URL");
    }
    try {
      Host parsed = HostParser.parse(host.startsWith("[") ? bare(host) : host);
      int port = url.getPort() < 0 ? usualPort : url.getPort();
      return new ServerTarget(url.toString(), parsed, port, Protocol.TLS);
    } catch (MalformedTargetException | IllegalArgumentException e) {
      throw failed(Escaped.of(String.valueOf(e.getMessage()), 120));
    }
  }

  private static String bare(String bracketed) {
    return bracketed.substring(1, bracketed.length() - 1);
  }

  private static FailedException failed(String what) {
    return new FailedException(Step.HTTP, Category.NOT_REACHED, what);
  }
}
