package gcert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeMailServerTest {
  private static final TestCertificate LEAF =
      TestCertificate.leaf("mx.test").ip("127.0.0.1").mint();

  @ParameterizedTest
  @EnumSource(MailProtocol.class)
  void showsItsCertificateInEveryProtocol(MailProtocol protocol) {
    try (FakeMailServer server = FakeMailServer.speaking(protocol).as(LEAF.identity()).start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "--insecure", server.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text()).isEqualTo(LEAF.pem());
    }
  }

  @Test
  void tellsWhatTheClientSaid() {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Gcert.run("fetch", "--insecure", "--helo", "client.test", server.target());

      assertThat(server.commands()).containsExactly("EHLO client.test", "STARTTLS", "QUIT");
    }
  }
}
