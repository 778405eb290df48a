package gcert.mtasts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.http.HttpServer;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.ServerIdentity;
import gcert.testing.SignedDns;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code gcert check --mta-sts} with the policies of {@code policies.txt}, and with records. */
class StsPoliciesTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String GOOD = "version: STSv1\nmode: enforce\nmx: *.%s\nmax_age: 604800\n";

  @TempDir private static Path folder;

  private static SignedDns dns;

  @BeforeAll
  static void start() {
    dns = SignedDns.start();
    ROOT.writePem(folder.resolve("root.pem"));
  }

  @AfterAll
  static void stop() {
    dns.close();
  }

  static Stream<String> policies() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StsPoliciesTest.class.getResourceAsStream("policies.txt"))) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void aPolicyCountsAsTheGrammarHasIt(String line) throws IOException {
    World world = new World();
    List<String> columns = new ArrayList<>(List.of(line.split(";", -1)));
    if (columns.size() == 7) {
      // The parameter of a media type.
      columns.set(1, columns.get(1) + ";" + columns.remove(2));
    }
    world.status = columns.get(0).strip();
    world.mediaType = columns.get(1).strip();
    world.content = unescaped(columns.get(2).strip()).replace("$D", world.domain);
    String severity = columns.get(4).strip();

    Gcert.Outcome outcome = world.check();

    assertThat(outcome.text())
        .as(line)
        .contains(severity + " [" + columns.get(3).strip() + "]")
        .contains(columns.get(5).strip());
    assertThat(outcome.code()).as(outcome.text()).isEqualTo(severity.equals("failure") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=STSv1; id=20260101T000000; | ok",
        "v=STSv1;id=1 | ok",
        "v=STSv1; id=abc; future=yes; id=! | ok",
        "v=STSv1; id=abc; future=a=b | the value of future",
        "v=STSv1; id=abc; future=yes | ok",
        "v=STSv1; id=abc; id=def; | ok",
        "v=STSv1; id= | the value of id is empty",
        "v=STSv1; | it has no id",
        "v=STSv1; id=a-b | is not 1 to 32 letters and digits",
        "v=STSv1; id=123456789012345678901234567890123 | is not 1 to 32 letters and digits",
        "v=STSv1; id=a; ; x=y | nothing between two semicolons",
        "v=STSv1; id | is no field of the form name=value",
        "v=STSv1; id=a; -x=y | names no field",
        "v=STSv1 \t;\tid=a | does not begin with v=STSv1;",
        "v=STSv1;\tid=a \t; | ok",
        "' v=STSv1; id=a' | does not begin with v=STSv1;",
        "'v=STSv1; id=a ' | ends in white space without a semicolon",
        "v=STSv1; id=a; b=é | the value of b is empty or holds a character",
        "v=STSv1; id =a | names no field",
        "v=STSv1; id= a | the value of id is empty or holds a character",
        "v=STSv1; ID=a | it has no id",
        "v=STSv1, id=a | there is no MTA-STS record",
        "v=STSv1 | does not begin with v=STSv1;",
        "v=STSv2; id=a | there is no MTA-STS record",
        "v=stsv1; id=a | does not begin with v=STSv1;",
        "V=STSv1; id=a | does not begin with v=STSv1;",
        "v=spf1 -all | there is no MTA-STS record"
      })
  void aRecordCountsAsTheGrammarHasIt(String text, String words) throws IOException {
    World world = new World();
    world.records = List.of("_mta-sts 300 IN TXT \"" + text.replace(";", "\\;") + "\"");

    Gcert.Outcome outcome = world.check();

    assertThat(outcome.text()).contains(words.equals("ok") ? "info [mta-sts]" : words);
    assertThat(outcome.code()).as(outcome.text()).isEqualTo(words.equals("ok") ? 0 : 1);
  }

  @Test
  void twoRecordsAreNone() throws IOException {
    World world = new World();
    world.records =
        List.of(
            "_mta-sts 300 IN TXT \"v=STSv1\\; id=a\"", "_mta-sts 300 IN TXT \"v=STSv1\\; id=b\"");

    assertThat(world.check().text())
        .contains("failure [mta-sts-record]")
        .contains("there are 2 records that begin with v=STSv1;, not one");
  }

  @Test
  void anAliasLeadsToTheRecordOfWhoHostsTheDomain() throws IOException {
    World world = new World();
    world.records = List.of("_mta-sts 300 IN CNAME sts", "sts 300 IN TXT \"v=STSv1\\; id=a\"");

    assertThat(world.check().code()).isZero();
  }

  @Test
  void aDomainWithoutMxRecordsIsTheHostThatThePolicyHasToName() throws IOException {
    World good = new World();
    good.mailHosts = List.of("@ 300 IN A 127.0.0.1");
    good.content =
        "version: STSv1\nmode: enforce\nmx: %s\nmax_age: 604800\n".formatted(good.domain);
    World bad = new World();
    bad.mailHosts = good.mailHosts;

    assertThat(good.check().text()).contains("names " + good.domain);
    assertThat(bad.check().text()).contains(bad.domain + " matches no mx of the MTA-STS policy");
  }

  @Test
  void otherTextsBesideTheRecordAreOfNoConsequence() throws IOException {
    World world = new World();
    world.records =
        List.of("_mta-sts 300 IN TXT \"hello\"", "_mta-sts 300 IN TXT \"v=STSv1\" \"\\; id=a\"");

    assertThat(world.check().code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=TLSRPTv1; rua=mailto:tls@example.net | info [tls-reporting] reports on TLS are wanted",
        "v=TLSRPTv1;rua=https://example.net/r?a=b,mailto:a@b.test; | info [tls-reporting] reports",
        "v=TLSRPTv1; rua=ftp://example.net/ | warning [tls-reporting]",
        "v=TLSRPTv1; rua=mailto:nobody | warning [tls-reporting]",
        "v=TLSRPTv1; rua=http://example.net/ | is not a mailto or https URI",
        "v=TLSRPTv1; ruf=mailto:a@b.test | it has no rua",
        "v=TLSRPTv1; rua | is no field of the form name=value",
        "'v=TLSRPTv1; rua=mailto:a@b.test \t,\t mailto:c@d.test' | reports on TLS are wanted",
        "v=TLSRPTv1; future=1; rua=mailto:a@b.test | reports on TLS are wanted",
        "v=TLSRPTv1; future=a=b; rua=mailto:a@b.test | the value of future",
        "v=TLSRPTv1; rua=mailto:a@b.test; ; x=y | nothing between two semicolons",
        "v=TLSRPTv1; rua=mailto:a@b.test!10m | is not a mailto or https URI",
        "v=TLSRPTv1; rua=mailto:a@b.test, | is not a mailto or https URI",
        "'v=TLSRPTv1; rua=mailto:a@b.test ' | ends in white space without a semicolon",
        "v=TLSRPTv1; RUA=mailto:a@b.test | it has no rua",
        "v=tlsrptv1; rua=mailto:a@b.test | does not begin with v=TLSRPTv1;",
        "v=spf1 | there is no record for reports on TLS"
      })
  void theRecordForReportsIsRead(String text, String words) throws IOException {
    World world = new World();
    world.records =
        List.of(
            "_mta-sts 300 IN TXT \"v=STSv1\\; id=a\"",
            "_smtp._tls 300 IN TXT \"" + text.replace(";", "\\;") + "\"");

    Gcert.Outcome outcome = world.check();

    assertThat(outcome.text()).contains(words);
    assertThat(outcome.code()).isZero();
  }

  @Test
  void thePolicyHostsCertificateHasToHold() throws IOException {
    World stranger = new World();
    stranger.web = TestCertificate.leaf("www." + stranger.domain).issuedBy(CA).mint();
    World expired = new World();
    expired.web =
        TestCertificate.leaf("mta-sts." + expired.domain).expiredDays(1).issuedBy(CA).mint();
    World selfSigned = new World();
    selfSigned.web = TestCertificate.leaf("mta-sts." + selfSigned.domain).mint();

    for (World world : List.of(stranger, expired, selfSigned)) {
      Gcert.Outcome outcome = world.check();
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text())
          .contains("failure [mta-sts-host]")
          .contains("the server's certificate failed a check");
    }
  }

  @Test
  void aPolicyOfMoreThan64KiBIsNone() throws IOException {
    World world = new World();
    world.content = GOOD.formatted(world.domain) + "x: y\n".repeat(20_000);

    assertThat(world.check().text())
        .contains("failure [mta-sts-host]")
        .contains("the answer is larger than 65536 octets");
  }

  @Test
  void anIdOlderThanThePolicyIsTold() throws IOException {
    World world = new World();
    world.records = List.of("_mta-sts 300 IN TXT \"v=STSv1\\; id=20250101T120000\"");
    world.header = "Last-Modified: Fri, 20 Nov 2026 08:00:00 GMT\r\n";
    World fresh = new World();
    fresh.records = List.of("_mta-sts 300 IN TXT \"v=STSv1\\; id=20261120\"");
    fresh.header = world.header;

    assertThat(world.check().text()).contains("warning [mta-sts-id] the id 20250101T120000");
    assertThat(fresh.check().text()).doesNotContain("mta-sts-id");
  }

  @Test
  void saysThatTheServerDoesNotOfferRequireTls() throws IOException {
    assertThat(new World().check().text())
        .contains("info [requiretls] the server does not offer REQUIRETLS (RFC 8689)");
  }

  @Test
  void needsAMailDomain() {
    Gcert.Outcome outcome = Gcert.run("check", "--mta-sts", "mx.example.net");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--mta-sts needs --mx");
  }

  @Test
  void insecureDoesNotWaiveThePolicy() throws IOException {
    World world = new World();
    world.content = GOOD.formatted("elsewhere.test");

    assertThat(world.check("-k").code()).isEqualTo(1);
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
  }

  /** A mail domain with a mail host and a policy. */
  private static final class World {
    private final String domain = "d" + NEXT.incrementAndGet() + ".test";
    private List<String> records = List.of("_mta-sts 300 IN TXT \"v=STSv1\\; id=a\"");
    private List<String> mailHosts = List.of("@ 300 IN MX 10 mx", "mx 300 IN A 127.0.0.1");
    private TestCertificate web = TestCertificate.leaf("mta-sts." + domain).issuedBy(CA).mint();
    private String status = "200";
    private String mediaType = "text/plain";
    private String header = "";
    private String content = GOOD.formatted(domain);

    Gcert.Outcome check(String... more) throws IOException {
      TestCertificate leaf = TestCertificate.leaf("mx." + domain, domain).issuedBy(CA).mint();
      String answer =
          "HTTP/1.1 "
              + status
              + " X\r\n"
              + (mediaType.isEmpty() ? "" : "Content-Type: " + mediaType + "\r\n")
              + header
              + "\r\n"
              + new String(content.getBytes(UTF_8), ISO_8859_1);
      try (FakeMailServer mail = FakeMailServer.smtp(ServerIdentity.of(leaf, CA));
          HttpServer http = HttpServer.secure(ServerIdentity.of(web, CA), answer)) {
        List<String> zone = new ArrayList<>(records);
        zone.addAll(mailHosts);
        dns.zone(domain + ".", SignedDns.Damage.UNSIGNED, zone.toArray(String[]::new));
        List<String> line = new ArrayList<>();
        line.addAll(List.of("check", "--mta-sts", "--mx", "--port", "" + mail.port()));
        line.addAll(List.of("--resolver", dns.server().resolver()));
        line.addAll(List.of("--roots", folder.resolve("root.pem").toString()));
        line.addAll(List.of("--connect-to", "mta-sts." + domain + ":443:" + http.hostAndPort()));
        line.addAll(List.of(more));
        line.add(domain);
        return new Gcert().environment("COLUMNS", "1000").with(line.toArray(String[]::new));
      }
    }
  }
}
