package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
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

  /**
   * A server of bare TLS with several certificates, from which the JDK chooses one for a client.
   */
  private static final class TwoCertificates implements AutoCloseable {
    private final SSLServerSocket listening;
    private final Thread thread;

    TwoCertificates(TestCertificate... certificates) throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (TestCertificate certificate : certificates) {
        store.setKeyEntry(
            certificate.x509().getPublicKey().getAlgorithm(),
            certificate.privateKey(),
            new char[0],
            new X509Certificate[] {certificate.x509()});
      }
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      listening =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      thread = new Thread(this::serve, "two-certificates");
      thread.start();
    }

    String target() {
      return "tls://127.0.0.1:" + listening.getLocalPort();
    }

    private void serve() {
      while (!listening.isClosed()) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
          while (socket.getInputStream().read() >= 0) {
            // The client says nothing but that it goes.
          }
        } catch (IOException e) {
          // A handshake that this server refuses, or the end of the test.
        }
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
