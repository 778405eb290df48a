package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code -v} and {@code --debug}. */
class VerboseTest {
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  @Test
  void theExchangeIsShownAsItHappens() {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-qkv", "--helo", "me.test", server.target());

      assertThat(outcome.text()).isEqualTo(LEAF.pem());
      assertThat(outcome.err().lines().filter(line -> !line.startsWith("*")))
          .containsExactly(
              "< 220 mx.test ESMTP",
              "> EHLO me.test",
              "< 250-mx.test",
              "< 250-SIZE 1000",
              "< 250 STARTTLS",
              "> STARTTLS",
              "< 220 go",
              "> QUIT",
              "< 221 bye");
      assertThat(outcome.err())
          .contains(
              "* connecting to 127.0.0.1 port " + server.port() + "\n",
              "* connected to 127.0.0.1 port " + server.port() + " in ",
              "* TLS: offering TLSv1.3, TLSv1.2, no server name\n",
              "* TLS: TLSv1.3, TLS_AES_",
              ", x25519, signed with ecdsa_secp256r1_sha256\n",
              "* certificate 0: CN=mx.test; issued by CN=mx.test; valid ",
              "* check: failed; no path to a trusted root\n",
              "* check: failure [self-signed] mx.test: ");
    }
  }

  @Test
  void lookUpsAndAttemptsAreShown() throws IOException {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity());
        FakeDns dns = FakeDns.addresses("127.0.0.9", "127.0.0.1")) {
      Gcert.Outcome outcome =
          Gcert.run("fetch", "-qkv", "--resolver", dns.resolver(), "mx.test:" + server.port());

      assertThat(outcome.text()).isEqualTo(LEAF.pem());
      assertThat(outcome.err())
          .containsSubsequence(
              "* asking " + dns.resolver() + " for mx.test AAAA\n",
              "* asking " + dns.resolver() + " for mx.test A\n",
              "* mx.test AAAA: the name has no address",
              "* mx.test A: 127.0.0.9, 127.0.0.1 (",
              "* 127.0.0.9 port " + server.port() + ": connection refused\n",
              "* connected to 127.0.0.1 port " + server.port(),
              "* TLS: offering TLSv1.3, TLSv1.2, server name mx.test\n");
    }
  }

  @Test
  void theAlertThatEndsAHandshakeIsShown() {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).at(Moment.HANDSHAKE, Fault.alert(40)).start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-v", server.target());

      assertThat(outcome.err()).contains("* TLS: the server sent the alert handshake_failure\n");
    }
  }

  @Test
  void aProxyIsShownWithoutItsPassword() {
    Gcert.Outcome outcome =
        Gcert.run("fetch", "-v", "--proxy", "socks5://user:s3cret@127.0.0.1:1", "mx.test");

    assertThat(outcome.err())
        .contains("* going through the proxy 127.0.0.1:1\n")
        .doesNotContain("s3cret");
  }

  @Test
  void theLinesOfSeveralTargetsBeginWithTheirTarget() {
    try (FakeMailServer one = FakeMailServer.smtp(LEAF.identity());
        FakeMailServer other = FakeMailServer.smtp(LEAF.identity())) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-qkv", one.target(), other.target());

      assertThat(outcome.err())
          .contains(one.hostAndPort() + " < 220 mx.test", other.hostAndPort() + " > QUIT\n");
    }
  }

  @Test
  void whatTheServerSaysIsEscaped() {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(LEAF.identity())
            .at(Moment.GREETING, Fault.say("220 \33[2J\7\377\r\n"))
            .start()) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-kv", server.target());

      assertThat(outcome.err()).contains("< 220 \\x1b[2J\\x07\\xff\n").doesNotContain("\33", "\7");
    }
  }

  @Test
  void debugShowsTheStackTraceOfALocalFault() {
    Gcert.Outcome outcome = Gcert.run("fetch", "--debug", "--roots", "/nonexistent", "mx.test");

    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.err()).startsWith("gcert: --roots: ").contains("\tat gcert.");
  }

  @Test
  void withoutThemNoClassOfTheLoggerIsLoaded() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      assertThat(loaded("fetch", "-k", server.target())).noneMatch(VerboseTest::ofTheLogger);
      assertThat(loaded("fetch", "-kv", server.target())).noneMatch(VerboseTest::ofTheLogger);
      assertThat(loaded("fetch", "-k", "--debug", server.target()))
          .anyMatch(VerboseTest::ofTheLogger);
    }
  }

  private static boolean ofTheLogger(String line) {
    return line.contains("org.slf4j") || line.contains("gcert.log.");
  }

  private static List<String> loaded(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(
        List.of(
            "-Xlog:class+load:stdout",
            "-cp",
            System.getProperty("java.class.path"),
            "gcert.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GCERT_CONFIG", "");
    Process process = builder.redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
