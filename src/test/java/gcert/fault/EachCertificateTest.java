package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import gcert.testing.TwoCertificates;
import java.nio.file.Path;
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
}
