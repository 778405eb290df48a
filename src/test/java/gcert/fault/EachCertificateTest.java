package gcert.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import gcert.testing.TwoCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate for ECDSA and another one for RSA, of which the second expires. */
class EachCertificateTest {
  private static final TestCertificate ROOT = TestCertificate.root("The Root").mint();
  private static final TestCertificate USUAL =
      TestCertificate.leaf("mx.test").ip("127.0.0.1").issuedBy(ROOT).mint();
  private static final TestCertificate OTHER =
      TestCertificate.leaf("mx.test")
          .ip("127.0.0.1")
          .key(KeyKind.RSA_2048)
          .issuedBy(ROOT)
          .expiredDays(3)
          .mint();

  @TempDir Path folder;
  private String roots = "";

  @BeforeEach
  void writeRoots() {
    roots = ROOT.writePem(folder.resolve("roots.pem")).toString();
  }

  @Test
  void checkSeesTheOneThatExpiredAsWell() throws Exception {
    try (TwoCertificates server = new TwoCertificates(USUAL, OTHER)) {
      Gcert.Outcome all = Gcert.run("check", "--roots", roots, server.target());
      assertThat(all.code()).as(all.text()).isEqualTo(1);
      assertThat(all.text()).contains("the server's other certificate (RSA): ", "expired");

      Gcert.Outcome any = Gcert.run("check", "--roots", roots, "--auth", "any", server.target());
      assertThat(any.code()).as(any.text() + any.err()).isZero();

      Gcert.Outcome json =
          Gcert.run("check", "--roots", roots, "--format", "json", server.target());
      assertThat(json.text()).contains("\"other_certificates\":[{\"tls\":");
    }
  }

  @Test
  void eachIsFetchedWhenItIsAskedFor() throws Exception {
    try (TwoCertificates server = new TwoCertificates(USUAL, OTHER)) {
      assertThat(Gcert.run("fetch", "-qk", server.target()).text()).isEqualTo(USUAL.pem());
      assertThat(Gcert.run("fetch", "-qk", "--auth", "ecdsa", server.target()).text())
          .isEqualTo(USUAL.pem());
      for (String version : new String[] {"1.2", "1.3"}) {
        assertThat(
                Gcert.run("fetch", "-qk", "--tls", version, "--auth", "rsa", server.target())
                    .text())
            .isEqualTo(OTHER.pem());
      }
    }
  }

  @Test
  void aServerWithOneCertificateIsJudgedByThat() throws Exception {
    try (TwoCertificates server = new TwoCertificates(USUAL)) {
      Gcert.Outcome outcome = Gcert.run("check", "--roots", roots, server.target());
      assertThat(outcome.code()).as(outcome.text()).isZero();

      Gcert.Outcome rsa = Gcert.run("fetch", "--roots", roots, "--auth", "rsa", server.target());
      assertThat(rsa.code()).isEqualTo(5);
    }
  }

  @Test
  void saysWhichKindOfKeyCouldNotBeSeenAndWhy() throws Exception {
    Loopback.Script busy =
        socket -> socket.getOutputStream().write("421 too many connections\r\n".getBytes(US_ASCII));
    try (Loopback server = new Loopback(firstThen(USUAL, busy))) {
      Gcert.Outcome outcome = Gcert.run("check", "--roots", roots, target(server));

      assertThat(outcome.code()).as(outcome.text() + outcome.err()).isZero();
      assertThat(outcome.text())
          .contains("WARNING")
          .contains("could not find out whether the server has a certificate for RSA as well:")
          .contains("421 too many connections");
    }
  }

  @Test
  void aServerThatHangsUpOnAnotherKindOfKeyHasNone() throws Exception {
    Loopback.Script hangUp = socket -> socket.getInputStream().read(new byte[8192]);
    try (Loopback server = new Loopback(firstThen(USUAL, hangUp))) {
      Gcert.Outcome outcome = Gcert.run("check", "--roots", roots, target(server));

      assertThat(outcome.code()).as(outcome.text() + outcome.err()).isZero();
      assertThat(outcome.text()).startsWith("OK").doesNotContain("could not find out");
    }
  }

  @Test
  void eachKindOfKeyIsAskedForWithinThePoliteNumberOfConnections() throws Exception {
    TestCertificate preferred =
        TestCertificate.leaf("mx.test").ip("127.0.0.1").key(KeyKind.ED25519).issuedBy(ROOT).mint();
    TestCertificate[] inTurn = {preferred, USUAL, OTHER};
    AtomicInteger visits = new AtomicInteger();
    Door door = new Door();
    Loopback.Script script =
        socket -> {
          door.enter();
          try {
            serve(socket, inTurn[visits.getAndIncrement() % 3]);
          } finally {
            door.leave();
          }
        };
    try (Loopback server = new Loopback(script)) {
      String[] list = new String[6];
      Arrays.fill(list, target(server));
      List<String> words = new ArrayList<>(List.of("check", "--roots", roots, "--jobs", "6"));
      words.addAll(List.of("--per-host", "1", "--auth", "all"));
      words.addAll(List.of(list));

      Gcert.Outcome outcome = Gcert.run(words.toArray(String[]::new));

      assertThat(outcome.text()).contains("(ECDSA)", "(RSA)");
      assertThat(visits).hasValue(18);
      assertThat(door.most).isEqualTo(1);
    }
  }

  private static String target(Loopback server) {
    return "tls://127.0.0.1:" + server.address().getPort();
  }

  /** A certificate for the first client, and something else for those after it. */
  private static Loopback.Script firstThen(TestCertificate first, Loopback.Script others) {
    AtomicInteger visits = new AtomicInteger();
    return socket -> {
      if (visits.getAndIncrement() == 0) {
        serve(socket, first);
      } else {
        others.run(socket);
      }
    };
  }

  private static void serve(Socket socket, TestCertificate shown) throws IOException {
    SSLContext context = shown.sslContext();
    try (SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, 0, true)) {
      tls.setUseClientMode(false);
      while (tls.getInputStream().read() >= 0) {
        // The client says nothing but that it goes.
      }
    }
  }

  /**
   * Counts who is inside. A client that has left is given time to be noticed; one that is still
   * there, and waits for the next, never leaves in that time.
   */
  private static final class Door {
    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(2);

    private int inside;
    private int most;

    synchronized void enter() throws InterruptedException {
      long end = System.nanoTime() + TIME_TO_LEAVE.toNanos();
      while (inside > 0 && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
      inside++;
      most = Math.max(most, inside);
    }

    synchronized void leave() {
      inside--;
      notifyAll();
    }
  }
}
