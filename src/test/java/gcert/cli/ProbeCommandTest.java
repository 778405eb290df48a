package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gcert.net.Loopback;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.HtmlPages;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ProbeLine;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code gcert probe} as a user meets it, against a server that speaks the JDK's TLS. */
final class ProbeCommandTest {
  private static final String[] SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
  };

  @TempDir private Path folder;

  private final TestCertificate leaf = TestCertificate.leaf("mx.test").key(KeyKind.RSA_2048).mint();

  private FakeMailServer.Builder server(MailProtocol protocol) {
    return FakeMailServer.speaking(protocol)
        .as(leaf.identity())
        .versions("TLSv1.2", "TLSv1.3")
        .ciphers(SUITES);
  }

  @ParameterizedTest
  @EnumSource(MailProtocol.class)
  void findsWhatTheServerIsSetToThroughEveryDialogue(MailProtocol protocol) throws IOException {
    try (FakeMailServer server = server(protocol).start()) {
      Gcert.Outcome outcome = Gcert.run("probe", "--format", "json", server.target());

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.code()).isZero();
      assertThat(faults(outcome.text())).isEmpty();
      JsonNode json = new JsonMapper().readTree(outcome.text());
      assertThat(ProbeLine.spoken(json)).containsExactly("TLSv1.3", "TLSv1.2");
      assertThat(ProbeLine.names(json.get("versions").get(0).get("suites")))
          .containsExactly(SUITES[0]);
      assertThat(ProbeLine.names(json.get("versions").get(1).get("suites")))
          .containsExactlyInAnyOrder(SUITES[1], SUITES[2], SUITES[3]);
      assertThat(ProbeLine.names(json.get("versions").get(0).get("groups")))
          .contains("x25519", "secp256r1");
      assertThat(json.get("certificates").size()).isEqualTo(1);
      assertThat(json.get("certificates").get(0).get("key").asString()).isEqualTo("RSA 2048");
      assertThat(json.get("features").get("extended_master_secret").asBoolean()).isTrue();
      assertThat(json.get("connections").asInt() + 1).isEqualTo(server.connections());
    }
  }

  @Test
  void describesItToAPersonIn80Columns() {
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      Gcert.Outcome outcome =
          new Gcert().environment("COLUMNS", "80").with("probe", server.target());

      assertThat(outcome.code()).isZero();
      assertThat(outcome.text().lines()).allMatch(line -> line.length() <= 80);
      assertThat(outcome.text())
          .startsWith(server.hostAndPort() + "  127.0.0.1  ")
          .contains("  TLS 1.3  yes\n  TLS 1.2  yes\n  TLS 1.1  no\n")
          .contains("    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 ECDHE-RSA-AES256-GCM-SHA384\n")
          .contains("  Certificates\n    RSA 2048    mx.test  ")
          .contains("  TLS compression           no\n");
    }
  }

  @Test
  void answersAMonitoringSystemInOneLine() {
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      Gcert.Outcome outcome = Gcert.run("probe", "--format", "nagios", server.target());

      assertThat(outcome.code()).isZero();
      assertThat(outcome.text())
          .isEqualTo(
              "GCERT OK - "
                  + server.hostAndPort()
                  + " (127.0.0.1): TLS 1.3, TLS 1.2 with 4 cipher suites\n");
    }
  }

  @Test
  void drawsItAsAPageForTheBrowser() throws IOException {
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      int port = Loopback.closedPort().getPort();
      Gcert.Outcome outcome =
          Gcert.run(
              "probe",
              "--format",
              "html",
              "--profile",
              "mozilla-intermediate",
              server.target(),
              "smtp://127.0.0.1:" + port);

      assertThat(outcome.code()).isEqualTo(3);
      String text = HtmlPages.text(outcome.text());
      assertThat(text)
          .contains("What servers accept 2 servers, 2 not in order. Asked until ")
          .contains("FAILED" + server.hostAndPort() + "127.0.0.1TLS 1.3, TLS 1.24no")
          .contains("ERROR127.0.0.1:" + port)
          .contains("connect: 127.0.0.1: connection refused")
          .contains("mozilla-intermediate: insufficient")
          .contains("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 ECDHE-RSA-AES256-GCM-SHA384")
          .contains("RSA 2048: mx.test, ");
    }
  }

  @Test
  void saysWhereItStopped() throws IOException {
    String target = "127.0.0.1:" + Loopback.closedPort().getPort();

    assertThat(Gcert.run("probe", target).code()).isEqualTo(3);
    Gcert.Outcome json = Gcert.run("probe", "--json", target);
    assertThat(json.code()).isEqualTo(3);
    assertThat(faults(json.text())).isEmpty();
    assertThat(json.err()).startsWith("gcert: " + target).contains("connect: ");
    Gcert.Outcome nagios = Gcert.run("probe", "--format", "nagios", target);
    assertThat(nagios.code()).isEqualTo(2);
    assertThat(nagios.text()).startsWith("GCERT CRITICAL - " + target);
  }

  @Test
  void givesUpOnAServerThatTurnsAwayAndSaysSo() {
    try (FakeMailServer server =
        server(MailProtocol.SMTP)
            .at(Moment.GREETING, Fault.say("421 4.3.2 try later\r\n"))
            .start()) {
      Gcert.Outcome outcome = Gcert.run("probe", server.target());

      assertThat(outcome.code()).isEqualTo(75);
      assertThat(outcome.text()).contains("greeting: ").contains("421");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void givesUpOnAServerThatIsSilentWhenTlsShouldStart() {
    try (FakeMailServer server =
        server(MailProtocol.SMTP).at(Moment.HANDSHAKE, Fault.stall()).start()) {
      Gcert.Outcome outcome =
          Gcert.run("probe", "--per-host", "1", "--timeout", "300ms", server.target());

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.text())
          .contains("TLS handshake: timed out after 300 ms waiting for the answer to a hello")
          .contains("  TLS 1.2  not found out\n")
          .contains("  SSL 2.0  not found out\n");
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void writesTheReportToAFileOnlyWhenItChanged() throws IOException {
    Path file = folder.resolve("report.txt");
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      Gcert.Outcome outcome =
          Gcert.run("probe", "--format", "nagios", "-o", file.toString(), server.target());

      assertThat(outcome.code()).isZero();
      assertThat(outcome.text()).isEmpty();
      assertThat(outcome.err()).isEqualTo("gcert: " + file + ": updated\n");
      assertThat(Files.readString(file)).startsWith("GCERT OK - ");
    }
  }

  @Test
  void gradesWhatItFoundByNorms() throws IOException {
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      String norms = "rfc9325,mozilla-intermediate";
      Gcert.Outcome text =
          new Gcert()
              .environment("COLUMNS", "80")
              .with("probe", "--profile", norms, server.target());

      assertThat(text.code()).isEqualTo(7);
      assertThat(text.text().lines()).allMatch(line -> line.length() <= 80);
      // Which signature schemes the server takes hangs on the JDK; its cipher suites are set.
      assertThat(text.text().replaceAll(" +", " "))
          .containsPattern("\n rfc9325 (phase out|insufficient)\n RFC 9325 \\(BCP 195\\), ")
          .contains("\n phase out TLS_DHE_RSA_WITH_AES_128_CBC_SHA 4.1\n")
          .contains("\n mozilla-intermediate insufficient\n")
          .contains("\n insufficient TLS_DHE_RSA_WITH_AES_128_CBC_SHA ciphers\n");

      Gcert.Outcome json = Gcert.run("probe", "--json", "--profile", norms, server.target());
      assertThat(json.code()).isEqualTo(7);
      assertThat(faults(json.text())).isEmpty();
      JsonNode norm = new JsonMapper().readTree(json.text()).get("norms").get(1);
      assertThat(norm.get("grade").asString()).isEqualTo("insufficient");

      Gcert.Outcome nagios =
          Gcert.run(
              "probe", "--format", "nagios", "--profile", "mozilla-intermediate", server.target());
      assertThat(nagios.code()).isEqualTo(2);
      assertThat(nagios.text())
          .startsWith("GCERT CRITICAL - ")
          .contains(", mozilla-intermediate insufficient (TLS_DHE_RSA_WITH_AES_128_CBC_SHA");
    }
  }

  @Test
  void meetsAgainWhatItHasWrittenDown() throws IOException {
    Path file = folder.resolve("mx.expect");
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      Gcert.Outcome written =
          Gcert.run("probe", "--format", "expect", "-o", file.toString(), server.target());
      assertThat(written.code()).isZero();
      assertThat(Files.readString(file))
          .startsWith("[" + server.hostAndPort() + "]\nTLSv1.3 yes\n")
          .contains("\nTLSv1.2 suite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\n")
          .contains("\nTLSv1.1 no\n")
          .contains("\nfeature compression no\n")
          .endsWith("certificate RSA 2048\n");

      Gcert.Outcome same = Gcert.run("probe", "--expect", file.toString(), server.target());
      assertThat(same.code()).isZero();
      assertThat(same.text()).endsWith("\n  As expected\n");
    }
  }

  @Test
  void saysWhatDiffersFromWhatIsExpected() throws IOException {
    Path file = folder.resolve("any.expect");
    try (FakeMailServer server = server(MailProtocol.SMTP).start()) {
      String all = Gcert.run("probe", "--format", "expect", server.target()).text();
      String before = all.substring(all.indexOf('\n') + 1).replace("TLSv1.1 no", "TLSv1.1 yes");
      Files.writeString(file, before);

      Gcert.Outcome text = Gcert.run("probe", "--expect", file.toString(), server.target());
      assertThat(text.code()).isEqualTo(7);
      assertThat(text.text())
          .endsWith(
              "\n  Not as expected\n    expected      TLSv1.1 yes\n    found         TLSv1.1 no\n");

      Gcert.Outcome json =
          Gcert.run("probe", "--json", "--expect", file.toString(), server.target());
      assertThat(json.code()).isEqualTo(7);
      assertThat(faults(json.text())).isEmpty();
      assertThat(json.text())
          .contains("\"differences\":[{\"kind\":\"expected\",\"fact\":\"TLSv1.1 yes\"}");

      Gcert.Outcome nagios =
          Gcert.run("probe", "--format", "nagios", "--expect", file.toString(), server.target());
      assertThat(nagios.code()).isEqualTo(1);
      assertThat(nagios.text()).contains(", 2 differences: expected TLSv1.1 yes\n");
    }
  }

  @Test
  void refusesAFileOfExpectationsThatItCannotRead() throws IOException {
    Path file = folder.resolve("bad.expect");
    Files.writeString(file, "TLSv1.2 perhaps\n");

    Gcert.Outcome outcome = Gcert.run("probe", "--expect", file.toString(), "127.0.0.1:1");

    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.err())
        .isEqualTo(
            "gcert: --expect: "
                + file
                + ": line 1 is not a fact as 'gcert probe --format expect' writes it\n");
    assertThat(Gcert.run("probe", "--expect", file + ".none", "127.0.0.1:1").code()).isEqualTo(8);
  }

  @Test
  void asksOneServerAfterTheOther() {
    try (FakeMailServer first = server(MailProtocol.SMTP).start();
        FakeMailServer second = server(MailProtocol.IMAP).start()) {
      Gcert.Outcome outcome = Gcert.run("probe", first.target(), second.target());

      assertThat(outcome.code()).isZero();
      assertThat(outcome.text().indexOf(first.hostAndPort()))
          .isLessThan(outcome.text().indexOf(second.hostAndPort()));
    }
  }

  @Test
  void takesServersAlone() {
    Gcert.Outcome outcome = Gcert.run("probe", "file:/dev/null");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("probe takes servers, not files");
  }

  private static List<String> faults(String line) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(
                    Path.of("docs", "gcert-probe-1.schema.json"), StandardCharsets.UTF_8),
                InputFormat.JSON);
    return schema.validate(line, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
