package gcert.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientKeyFileTest {
  private static final TestCertificate SERVER = TestCertificate.leaf("mx.test").mint();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "RSA_2048", "RSA_PSS_2048", "ED25519"})
  void aKeyThatBelongsToTheCertificateIsTaken(KeyKind kind) {
    TestCertificate client = TestCertificate.leaf("client.test").key(kind).mint();

    Gcert.Outcome outcome = fetch(client, client);

    assertThat(outcome.code()).as(outcome.err()).isZero();
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedBeforeTheServerIsAsked() {
    TestCertificate client = TestCertificate.leaf("client.test").mint();
    for (KeyKind kind : new KeyKind[] {KeyKind.EC_P256, KeyKind.RSA_2048}) {
      TestCertificate other = TestCertificate.leaf("other.test").key(kind).freshKey().mint();

      Gcert.Outcome outcome = fetch(client, other);

      assertThat(outcome.code()).isEqualTo(8);
      assertThat(outcome.err())
          .isEqualTo(
              "gcert: --key: "
                  + folder.resolve("key.pem")
                  + ": the private key is not that of the certificate\n");
    }
  }

  @Test
  void aFileThatLacksWhatItShouldHoldIsNamedWithItsOption() {
    TestCertificate client = TestCertificate.leaf("client.test").mint();
    String certificate = client.writePem(folder.resolve("cert.pem")).toString();
    String none = folder.resolve("none.pem").toString();

    assertThat(Gcert.run("fetch", "--cert", none, "mx.test").err())
        .isEqualTo("gcert: --cert: " + none + ": no such file or directory\n");
    assertThat(Gcert.run("fetch", "--cert", certificate, "--key", none, "mx.test").err())
        .isEqualTo("gcert: --key: " + none + ": no such file or directory\n");
    assertThat(Gcert.run("fetch", "--cert", certificate, "--key", certificate, "mx.test").err())
        .isEqualTo("gcert: --key: " + certificate + ": holds no PEM private key\n");
    assertThat(Gcert.run("fetch", "--cert", certificate, "mx.test").err())
        .isEqualTo(
            "gcert: --cert: "
                + certificate
                + ": holds no PEM private key; name the file of the key with --key\n");
  }

  @Test
  void aServerThatAsksIsNoNewsToWhoeverPresentsACertificate() {
    TestCertificate client = TestCertificate.leaf("client.test").mint();
    String file = client.writePem(folder.resolve("cert.pem")).toString();
    String key = client.writeKey(folder.resolve("key.pem")).toString();
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(SERVER.identity())
            .wantsClientCertificate()
            .start()) {
      String note = "note: the server asks for a client certificate";
      assertThat(Gcert.run("fetch", "-k", server.target()).err()).contains(note);
      assertThat(Gcert.run("fetch", "-k", "--cert", file, "--key", key, server.target()).err())
          .doesNotContain(note);
    }
  }

  private Gcert.Outcome fetch(TestCertificate certificate, TestCertificate key) {
    String certificateFile = certificate.writePem(folder.resolve("cert.pem")).toString();
    String keyFile = key.writeKey(folder.resolve("key.pem")).toString();
    try (FakeMailServer server = FakeMailServer.smtp(SERVER.identity())) {
      return Gcert.run(
          "fetch", "-qk", "--cert", certificateFile, "--key", keyFile, server.target());
    }
  }
}
