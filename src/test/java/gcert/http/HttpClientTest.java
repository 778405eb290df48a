package gcert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.dns.SystemLookup;
import gcert.failure.Category;
import gcert.failure.FailedException;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.roots.FileRoots;
import gcert.testing.TestCertificate;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.trust.AnchorStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single requests: what counts as an answer, and to whom they are made. */
class HttpClientTest {
  private static final TestCertificate ROOT = TestCertificate.root("The Root").mint();
  private static final TestCertificate LEAF =
      TestCertificate.leaf("policy.test").ip("127.0.0.1").issuedBy(ROOT).mint();
  private static final HttpClient.Bounds BOUNDS =
      new HttpClient.Bounds(100, Duration.ofSeconds(10));

  private final HttpClient client =
      new HttpClient(
          new SystemLookup(),
          () -> new TlsClient(TlsSettings.defaults()),
          DialSettings.defaults(),
          Ticker.system(),
          Clock.systemUTC());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | Content-Length: 5;;hello              | hello
          404 | Content-Length: 0;;                   |
          301 | Location: /x;Content-Length: 2;;no    | no
          200 | Transfer-Encoding: chunked;;3;hel;2; x=1;lo;0;;     | hello
          200 | Content-Type: text/plain;;until the end             | until the end
          """)
  void whateverItsStatusAnAnswerIsOne(int status, String rest, String body) throws Exception {
    String answer = "HTTP/1.1 " + status + " Word;" + rest;
    try (HttpServer server =
        HttpServer.plain(
            answer.replace("2; x=1;", "2\0 x=1;").replace(";", "\r\n").replace('\0', ';'))) {
      HttpAnswer read =
          client.get(URI.create("http://" + server.hostAndPort() + "/a?b=c"), BOUNDS, seen -> {});

      assertThat(read.status()).isEqualTo(status);
      assertThat(new String(read.body(), StandardCharsets.US_ASCII))
          .isEqualTo(body == null ? "" : body);
      assertThat(server.requests().get(0))
          .startsWith("GET /a?b=c HTTP/1.1\r\nHost: " + server.hostAndPort() + "\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          220 mx.test ESMTP;                                | not HTTP: "220 mx.test ESMTP"
          HTTP/1.1 20;                                      | not HTTP
          HTTP/1.1 200 OK;Content-Length: 101;;x            | larger than 100 octets
          HTTP/1.1 200 OK;Content-Length: 99999999999999;;  | larger than 100 octets
          HTTP/1.1 200 OK;Content-Length: -1;;              | length is malformed
          HTTP/1.1 200 OK;Content-Length: 5;;hel            | closed by the server before the end
          HTTP/1.1 200 OK;Transfer-Encoding: chunked;;fff;  | larger than 100 octets
          HTTP/1.1 200 OK;Transfer-Encoding: gzip;;         | coded in a way that is not known
          HTTP/1.1 200 OK;no field;;                        | malformed header field
          HTTP/1.1 200 OK;                                  | closed by the server before the end
          """)
  void whatIsNoWholeAnswerIsToldForWhatItIs(String answer, String words) throws Exception {
    try (HttpServer server = HttpServer.plain(answer.replace(";", "\r\n"))) {
      assertThatThrownBy(
              () ->
                  client.get(
                      URI.create("http://" + server.hostAndPort() + "/"), BOUNDS, seen -> {}))
          .isInstanceOf(FailedException.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void aHeadWithoutEndIsCutOff() throws Exception {
    try (HttpServer server =
        HttpServer.plain("HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(10_000))) {
      assertThatThrownBy(
              () ->
                  client.get(
                      URI.create("http://" + server.hostAndPort() + "/"), BOUNDS, seen -> {}))
          .hasMessageContaining("head of the answer is larger than 16 KiB");
    }
  }

  @Test
  void contentIsSentAlong() throws Exception {
    try (HttpServer server = HttpServer.plain("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      client.post(
          URI.create("http://" + server.hostAndPort() + "/ocsp"),
          "application/ocsp-request",
          new byte[] {'a', 'b', 'c'},
          BOUNDS,
          seen -> {});

      assertThat(server.requests().get(0))
          .contains("Content-Type: application/ocsp-request\r\nContent-Length: 3\r\n")
          .endsWith("\r\n\r\nabc");
    }
  }

  @Test
  void underTlsOnlyAServerThatProvesItselfIsAsked() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=x\r\n\r\nsecret";
    try (HttpServer server = HttpServer.secure(LEAF.identity(), answer)) {
      URI url = URI.create("https://" + server.hostAndPort() + "/");

      HttpAnswer read = client.get(url, BOUNDS, trusting(ROOT));
      assertThat(new String(read.body(), StandardCharsets.US_ASCII)).isEqualTo("secret");
      assertThat(read.mediaType()).contains("text/plain");

      TestCertificate other = TestCertificate.root("Another Root").mint();
      assertThatThrownBy(() -> client.get(url, BOUNDS, trusting(other)))
          .isInstanceOfSatisfying(
              FailedException.class,
              e -> assertThat(e.failure().category()).isEqualTo(Category.HANDSHAKE))
          .hasMessageContaining("certificate failed a check");
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static CertificateCheck trusting(TestCertificate root) throws Exception {
    AnchorStore store =
        FileRoots.read(root.pem().getBytes(StandardCharsets.US_ASCII), "the test's roots");
    return new CertificateCheck(store, Clock.systemUTC().instant());
  }
}
