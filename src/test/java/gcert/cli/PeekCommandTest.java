package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code gcert peek} as a user meets it. */
final class PeekCommandTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA =
      TestCertificate.intermediate("Test CA").issuedBy(ROOT).mint();
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").issuedBy(CA).mint();
  private static final ServerIdentity IDENTITY = ServerIdentity.of(LEAF, CA);

  @TempDir private Path folder;

  private static FakeMailServer.Builder smtp() {
    return FakeMailServer.speaking(MailProtocol.SMTP).as(IDENTITY);
  }

  private static JsonNode json(String line) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(
                    Path.of("docs", "gcert-peek-1.schema.json"), StandardCharsets.UTF_8),
                InputFormat.JSON);
    assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
    return new ObjectMapper().readTree(line);
  }

  @ParameterizedTest
  @EnumSource
  void everyProtocolShowsItsCertificate(MailProtocol protocol) {
    try (FakeMailServer server = FakeMailServer.speaking(protocol).as(IDENTITY).start()) {
      Gcert.Outcome outcome = Gcert.run("peek", server.target());

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.text())
          .startsWith("seen, not proven  " + server.hostAndPort() + "  127.0.0.1  ")
          .contains("  mx.test  issued by CN=Test CA")
          .hasLineCount(1);
      assertThat(outcome.code()).isZero();
    }
  }

  @Test
  void pemSaysThatNothingIsProven() {
    try (FakeMailServer server = smtp().start()) {
      Gcert.Outcome one = Gcert.run("peek", "--format", "pem", server.target());
      Gcert.Outcome all = Gcert.run("peek", "--format", "pem", "--chain", server.target());

      String label = "# " + server.hostAndPort() + " (127.0.0.1): seen, not proven\n";
      assertThat(one.text()).isEqualTo(label + LEAF.pem());
      assertThat(all.text()).isEqualTo(label + LEAF.pem() + CA.pem());
    }
  }

  @Test
  void jsonHasTheKeysOfCheckAndNoVerdict() throws IOException {
    try (FakeMailServer server = smtp().start()) {
      Gcert.Outcome outcome =
          Gcert.run("peek", "--json", "--servername", "mx.test", server.target());

      JsonNode line = json(outcome.text());
      assertThat(line.get("status").asString()).isEqualTo("seen");
      assertThat(line.get("proven").asBoolean(true)).isFalse();
      assertThat(line.get("certificates")).hasSize(2);
      assertThat(line.get("tls").get("version").asString()).isEqualTo("TLSv1.2");
      assertThat(line.get("tls").get("server_name").asString()).isEqualTo("mx.test");
      assertThat(line.get("starttls").get("capabilities")).isNotEmpty();
      assertThat(line.has("findings")).isFalse();
      assertThat(line.has("path")).isFalse();
    }
  }

  @Test
  void anExpiredCertificateIsSeenLikeAnyOther() {
    TestCertificate expired = TestCertificate.leaf("mx.test").issuedBy(CA).expiredDays(3).mint();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(expired))) {
      Gcert.Outcome outcome = Gcert.run("peek", server.target());

      assertThat(outcome.code()).isZero();
      assertThat(outcome.text()).contains("  expired 3 days ago  ");
    }
  }

  @Test
  void aServerOfTls13OnlyIsToldAsSuchAndProvenOnRequest() throws IOException {
    try (FakeMailServer server = smtp().versions("TLSv1.3").start()) {
      Gcert.Outcome told = Gcert.run("peek", "--json", server.target());
      Gcert.Outcome proven = Gcert.run("peek", "--json", "--prove", server.target());

      assertThat(told.code()).isEqualTo(5);
      assertThat(told.err())
          .isEqualTo(
              "gcert: "
                  + server.hostAndPort()
                  + " (127.0.0.1): TLS handshake: the server speaks only TLS 1.3, in which its"
                  + " certificate is encrypted; --prove makes a whole handshake with such servers\n");
      assertThat(json(told.text()).get("tls13_only").asBoolean(false)).isTrue();
      assertThat(proven.code()).isZero();
      assertThat(proven.err()).isEmpty();
      assertThat(json(proven.text()).get("proven").asBoolean(false)).isTrue();
      assertThat(Gcert.run("peek", "--prove", server.target()).text())
          .startsWith("seen, key proven  ");
    }
  }

  @Test
  void eachFaultHasItsMessageAndItsCode() {
    check(Moment.GREETING, Fault.close(), 3, "greeting: closed by the server before the greeting");
    check(Moment.GREETING, Fault.reset(), 3, "connection reset");
    check(Moment.GREETING, Fault.say("451 busy\r\n"), 75, "greeting: the server rejected the");
    check(Moment.GREETING, Fault.lastWords("SSH-2.0-x\r\n"), 4, "looks like SSH");
    check(Moment.GREETING, Fault.alert(40), 4, "it starts with TLS");
    check(
        Moment.HELLO, Fault.close(), 4, "EHLO: closed by the server instead of the reply to EHLO");
    check(Moment.HELLO, Fault.say("250 mx.test\r\n"), 4, "does not offer STARTTLS");
    check(Moment.HELLO, Fault.endless("x"), 4, "a line of more than 4096 octets");
    check(Moment.HELLO, Fault.endless("250-x\r\n"), 4, "a reply of more than 512 lines");
    check(
        Moment.UPGRADE,
        Fault.say("454 later\r\n"),
        75,
        "STARTTLS: the server refuses TLS temporarily");
    check(Moment.UPGRADE, Fault.append("250 x\r\n"), 4, "plaintext came after");
    check(Moment.HANDSHAKE, Fault.close(), 5, "TLS handshake: closed by the server");
    check(Moment.HANDSHAKE, Fault.reset(), 5, "TLS handshake: connection reset by the server");
    check(Moment.HANDSHAKE, Fault.alert(40), 5, "the alert handshake_failure");
    check(Moment.HANDSHAKE, Fault.alert(70), 5, "speaks only TLS 1.3");
    check(Moment.HANDSHAKE, Fault.lastWords("HTTP/1.1 400 no\r\n"), 5, "in plaintext, like HTTP");
    check(Moment.HANDSHAKE, Fault.lastWords("\25\0\0\0\0"), 5, "TLS handshake: ");
    check(Moment.MID_HANDSHAKE, Fault.close(), 5, "TLS handshake: closed by the server");
    check(
        Moment.HANDSHAKE,
        Fault.endless("\26\3\3\100\0\13\20\0\1" + "x".repeat(16380)),
        5,
        "a handshake message is larger than the 1048576 octets that are read");
    check(Moment.HANDSHAKE, Fault.endless("\25\3\3\0\2\1\132"), 5, "more than 100 warning alerts");
  }

  private static void check(Moment moment, Fault fault, int code, String words) {
    try (FakeMailServer server = smtp().at(moment, fault).start()) {
      Gcert.Outcome outcome = Gcert.run("peek", "--timeout", "20s", server.target());

      assertThat(outcome.err()).contains(words).hasLineCount(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    }
  }

  @Test
  void silentAndSlowServersEndByTheDeadline() {
    List<FakeMailServer> servers = new ArrayList<>();
    try {
      for (Moment moment :
          List.of(Moment.GREETING, Moment.HELLO, Moment.UPGRADE, Moment.HANDSHAKE)) {
        servers.add(smtp().at(moment, Fault.stall()).start());
        servers.add(smtp().at(moment, Fault.drip("220-x\r\n")).start());
      }
      servers.add(smtp().at(Moment.MID_HANDSHAKE, Fault.stall()).start());
      servers.add(smtp().start());
      String[] words =
          Stream.concat(
                  Stream.of("peek", "--timeout", "1s"),
                  servers.stream().map(FakeMailServer::target))
              .toArray(String[]::new);

      Gcert.Outcome outcome = Gcert.run(words);

      assertThat(outcome.text()).hasLineCount(1);
      assertThat(outcome.err()).contains("timed out after 1 s waiting for the greeting");
      assertThat(outcome.err()).hasLineCount(servers.size() - 1);
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(15));
    } finally {
      servers.forEach(FakeMailServer::close);
    }
  }

  @Test
  void aRefusalIsAnsweredWithAFarewell() {
    try (FakeMailServer server = smtp().at(Moment.UPGRADE, Fault.say("502 no\r\n")).start()) {
      Gcert.Outcome outcome = Gcert.run("peek", server.target());

      assertThat(outcome.code()).isEqualTo(4);
      assertThat(server.commands()).last().isEqualTo("QUIT");
    }
  }

  @Test
  void aListIsReportedInItsOrderAndTakenUpAgain() throws IOException {
    try (FakeMailServer good = smtp().start();
        FakeMailServer bad = smtp().at(Moment.HELLO, Fault.close()).start()) {
      Path list = folder.resolve("hosts.txt");
      Path seen = folder.resolve("seen.jsonl");
      Files.write(list, List.of(good.target(), bad.target(), "not a target", good.hostAndPort()));

      Gcert.Outcome whole = Gcert.run("peek", "--json", "--input", list.toString());

      assertThat(whole.text().lines().map(PeekCommandTest::target))
          .containsExactly(good.target(), bad.target(), good.hostAndPort());
      assertThat(whole.code()).isEqualTo(8);
      Files.write(seen, whole.text().lines().limit(2).toList());

      Gcert.Outcome rest =
          Gcert.run("peek", "--json", "--input", list.toString(), "--resume", seen.toString());

      assertThat(rest.text().lines().map(PeekCommandTest::target))
          .containsExactly(good.hostAndPort());
      assertThat(Gcert.run("check", "--resume", seen.toString(), good.target()).err())
          .contains("is not JSON written by gcert");
    }
  }

  private static String target(String line) {
    return new ObjectMapper().readTree(line).get("target").asString();
  }

  @Test
  void anAddressGetsNoMoreConnectionsThanItShould() {
    try (FakeMailServer server =
        smtp().at(Moment.GREETING, Fault.late(Duration.ofMillis(30))).start()) {
      String[] words = new String[12];
      Arrays.fill(words, server.target());
      words[0] = "peek";
      words[1] = "--per-host=1";

      Gcert.Outcome outcome = Gcert.run(words);

      assertThat(outcome.text()).hasLineCount(10);
      // One after the other, each with its pause.
      assertThat(outcome.took()).isGreaterThan(Duration.ofMillis(300));
    }
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThat(Gcert.run("peek", "file:/dev/null").err()).contains("peek takes servers");
    assertThat(Gcert.run("peek", "--chain", "mx.test").err()).contains("--format pem");
  }
}
