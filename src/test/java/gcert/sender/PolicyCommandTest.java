package gcert.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gcert.http.HttpServer;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.HtmlPages;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.SignedDns;
import gcert.testing.SignedDns.Damage;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gcert policy} as a user sees it. */
class PolicyCommandTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();

  @TempDir private static Path folder;

  private static SignedDns dns;

  @BeforeAll
  static void start() throws IOException {
    dns = SignedDns.start();
    Files.writeString(folder.resolve("anchor"), dns.anchor());
    ROOT.writePem(folder.resolve("root.pem"));
  }

  @AfterAll
  static void stop() {
    dns.close();
  }

  @Test
  void everySenderDeliversToADomainWithEverything() throws IOException {
    TestCertificate leaf = leaf("all.test");
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
        HttpServer web = web("all.test", "mode: enforce\nmx: mx.all.test\n")) {
      zone("all.test", Damage.NONE, mail.port(), "3 1 1 " + spki(leaf));

      Gcert.Outcome outcome = policy("all.test", mail, web, "text");

      assertThat(outcome.code()).as(outcome.text()).isZero();
      assertThat(outcome.text())
          .startsWith("OK  all.test  delivered under TLS by every kind of sender")
          .containsPattern("127\\.0\\.0\\.1 +delivers\\* +(delivers +){4}delivers\\n");
    }
  }

  @Test
  void everyLineFitsEightyColumns() throws IOException {
    TestCertificate leaf = leaf("narrow.test");
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
        HttpServer web = web("narrow.test", "mode: enforce\nmx: other.test\n")) {
      zone("narrow.test", Damage.NONE, mail.port(), "3 1 1 " + "00".repeat(32));

      Gcert.Outcome outcome = policy("narrow.test", mail, web, "text");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void daneTakesPrecedenceOverMtaSts() throws IOException {
    TestCertificate leaf = leaf("dane.test");
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
        HttpServer web = web("dane.test", "mode: enforce\nmx: mx.dane.test\n")) {
      zone("dane.test", Damage.NONE, mail.port(), "3 1 1 " + "00".repeat(32));

      Gcert.Outcome outcome = policy("dane.test", mail, web, "json");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(cells(outcome))
          .containsExactly("delivers", "delivers", "delivers", "delivers", "defers", "defers");
      assertThat(faults(outcome)).isEmpty();
      assertThat(outcome.text()).contains("\"id\":\"dane-fails-while-enforced\"");
    }
  }

  @Test
  void aPageForTheBrowserHasTheTableAndTheReasons() throws IOException {
    TestCertificate leaf = leaf("page.test");
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
        HttpServer web = web("page.test", "mode: enforce\nmx: mx.page.test\n")) {
      zone("page.test", Damage.NONE, mail.port(), "3 1 1 " + "00".repeat(32));

      Gcert.Outcome outcome = policy("page.test", mail, web, "html");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text()).startsWith("<!DOCTYPE html>");
      assertThat(HtmlPages.text(outcome.text()))
          .contains("1 domain, 1 not in order. Asked until ")
          .contains("FAILED not delivered under TLS by 2 of 6 kinds of senders")
          .contains("opportunistic", "PKIX verified", "MTA-STS RFC 8461", "DANE and MTA-STS")
          .contains("127.0.0.1delivers*deliversdeliversdeliversdefers 1defers 1")
          .contains("mx.page.test (127.0.0.1): ", "conflict [dane-fails-while-enforced] ");
    }
  }

  @Test
  void aHostOutsideThePolicyIsDeferredByMtaStsAlone() throws IOException {
    TestCertificate leaf = leaf("outside.test");
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
        HttpServer web = web("outside.test", "mode: enforce\nmx: mail.outside.test\n")) {
      zone("outside.test", Damage.NONE, mail.port(), "3 1 1 " + spki(leaf));

      Gcert.Outcome outcome = policy("outside.test", mail, web, "json");

      assertThat(cells(outcome))
          .containsExactly("delivers", "delivers", "defers", "defers", "delivers", "delivers");
      assertThat(outcome.text())
          .contains("mx-outside-policy")
          .contains("policy-fails-while-dane-holds");
    }
  }

  @Test
  void withoutTlsOnlyTheOpportunisticDeliver() throws IOException {
    try (FakeMailServer mail =
            FakeMailServer.speaking(MailProtocol.SMTP)
                .as(ServerIdentity.of(leaf("clear.test"), CA))
                .at(Moment.HELLO, Fault.say("250 mx.clear.test\r\n"))
                .start();
        HttpServer web = web("clear.test", "mode: testing\nmx: mx.clear.test\n")) {
      zone("clear.test", Damage.UNSIGNED, mail.port(), "");

      Gcert.Outcome outcome = policy("clear.test", mail, web, "json");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(cells(outcome))
          .containsExactly("in clear", "defers", "in clear", "in clear", "in clear", "in clear");
    }
  }

  @Test
  void aBogusZoneHidesTheDomainFromEverybody() throws IOException {
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf("bogus.test"), CA));
        HttpServer web = web("bogus.test", "mode: enforce\nmx: mx.bogus.test\n")) {
      zone("bogus.test", Damage.FORGED, mail.port(), "");

      Gcert.Outcome outcome = policy("bogus.test", mail, web, "text");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text()).contains("look-up: the MX records are bogus");
    }
  }

  @Test
  void aPolicyThatCannotBeReadIsAConflict() throws IOException {
    TestCertificate leaf = leaf("broken.test");
    try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
        HttpServer web = web("broken.test", "mode: enforced\nmx: mx.broken.test\n")) {
      zone("broken.test", Damage.UNSIGNED, mail.port(), "");

      Gcert.Outcome text = policy("broken.test", mail, web, "text");
      Gcert.Outcome nagios = policy("broken.test", mail, web, "nagios");

      assertThat(text.code()).isZero();
      assertThat(text.text()).startsWith("WARNING").contains("[policy-without-effect]");
      assertThat(nagios.code()).isEqualTo(1);
      assertThat(nagios.text()).startsWith("GCERT WARNING");
    }
  }

  @Test
  void aDomainThatTakesNoMailIsNotReached() throws IOException {
    dns.zone("null.test.", Damage.NONE, "@ 300 IN MX 0 .");

    Gcert.Outcome outcome =
        Gcert.run(
            "policy",
            "--resolver",
            dns.server().resolver(),
            "--dnssec-anchor",
            folder.resolve("anchor").toString(),
            "null.test");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.text()).startsWith("ERROR  null.test").contains("RFC 7505");
  }

  @Test
  void takesNamesOnly() {
    assertThat(Gcert.run("policy").code()).isEqualTo(2);
    assertThat(Gcert.run("policy", "192.0.2.1").err()).contains("192.0.2.1 is an address");
  }

  private static String spki(TestCertificate certificate) {
    try {
      byte[] key = certificate.keys().getPublic().getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> faults(Gcert.Outcome outcome) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs", "gcert-policy-1.schema.json")), InputFormat.JSON);
    return outcome
        .text()
        .lines()
        .flatMap(line -> schema.validate(line, InputFormat.JSON).stream())
        .map(Object::toString)
        .toList();
  }

  private static TestCertificate leaf(String domain) {
    return TestCertificate.leaf("mx." + domain).issuedBy(CA).mint();
  }

  private static HttpServer web(String domain, String lines) throws IOException {
    TestCertificate leaf = TestCertificate.leaf("mta-sts." + domain).issuedBy(CA).mint();
    return HttpServer.secure(
        ServerIdentity.of(leaf, CA),
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nversion: STSv1\nmax_age: 604800\n"
            + lines);
  }

  private static void zone(String domain, Damage damage, int port, String tlsa) {
    List<String> records = new ArrayList<>();
    records.add("@ 300 IN MX 10 mx");
    records.add("mx 300 IN A 127.0.0.1");
    records.add("_mta-sts 300 IN TXT \"v=STSv1\\; id=a\"");
    if (!tlsa.isEmpty()) {
      records.add("_" + port + "._tcp.mx 300 IN TLSA " + tlsa);
    }
    dns.zone(domain + ".", damage, records.toArray(String[]::new));
  }

  @Test
  void aNameServerThatIsSilentIsNotWaitedForByEachQuestion() throws IOException {
    Duration limit = Duration.ofSeconds(2);
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      long begin = System.nanoTime();
      Gcert.Outcome outcome =
          Gcert.run(
              "policy",
              "--timeout",
              limit.toSeconds() + "s",
              "--resolver",
              "127.0.0.1:" + silent.getLocalPort(),
              "silent.test");
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.text()).startsWith("ERROR  silent.test  look-up: ");
      // Four questions are asked, of which the two for policies follow each other.
      assertThat(took).isLessThan(limit.multipliedBy(4));
    }
  }

  private static Gcert.Outcome policy(
      String domain, FakeMailServer mail, HttpServer web, String format) {
    return new Gcert()
        .environment("COLUMNS", "80")
        .with(
            "policy",
            "--format",
            format,
            "--port",
            String.valueOf(mail.port()),
            "--resolver",
            dns.server().resolver(),
            "--dnssec-anchor",
            folder.resolve("anchor").toString(),
            "--roots",
            folder.resolve("root.pem").toString(),
            "--connect-to",
            "mta-sts." + domain + ":443:" + web.hostAndPort(),
            domain);
  }

  private static List<String> cells(Gcert.Outcome outcome) {
    List<String> cells = new ArrayList<>();
    for (String part : outcome.text().split("\"outcome\":\"")) {
      cells.add(part.substring(0, part.indexOf('"')));
    }
    return cells.subList(1, cells.size());
  }
}
