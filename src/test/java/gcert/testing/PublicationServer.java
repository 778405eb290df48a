package gcert.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gcert.dns.SystemLookup;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.retrieval.AddressPolicy;
import gcert.retrieval.Publications;
import gcert.retrieval.Retriever;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A CA's web server on a free loopback port: CRLs, issuers' certificates, an OCSP responder.
 * Closing it ends it.
 */
public final class PublicationServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private record Answer(int status, String location, UnaryOperator<byte[]> body) {}

  private PublicationServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  /** Starts one. */
  public static PublicationServer start() throws IOException {
    return new PublicationServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50));
  }

  /** Reads what is published at any address, and remembers none of it. */
  public static Publications reader() {
    Retriever retriever =
        new Retriever(
            new SystemLookup(),
            () -> new TlsClient(TlsSettings.defaults()),
            DialSettings.defaults(),
            seen -> {},
            AddressPolicy.ANY,
            Ticker.system(),
            Clock.systemUTC());
    return new Publications(retriever, Optional.empty(), Clock.systemUTC());
  }

  /** The URL of a path, which begins with a slash. */
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Puts octets at a path. */
  public void publish(String path, byte[] octets) {
    answers.put(path, new Answer(200, "", question -> octets));
  }

  /** Answers questions that are posted to a path. */
  public void respond(String path, UnaryOperator<byte[]> responder) {
    answers.put(path, new Answer(200, "", responder));
  }

  /** Sends whoever asks for a path elsewhere. */
  public void redirect(String path, String location) {
    answers.put(path, new Answer(302, location, question -> new byte[0]));
  }

  /** Takes what is at a path away. */
  public void withdraw(String path) {
    answers.remove(path);
  }

  /** The paths that were asked for, in their order. */
  public List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    byte[] question = exchange.getRequestBody().readAllBytes();
    Answer answer =
        answers.getOrDefault(
            path, new Answer(404, "", q -> "no".getBytes(StandardCharsets.US_ASCII)));
    byte[] body = answer.body().apply(question);
    if (!answer.location().isEmpty()) {
      exchange.getResponseHeaders().set("Location", answer.location());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
