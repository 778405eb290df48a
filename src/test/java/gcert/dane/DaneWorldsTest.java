package gcert.dane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.ServerIdentity;
import gcert.testing.SignedDns;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code gcert check --dane} in the worlds of {@code worlds.txt}, and some of more than one line.
 */
class DaneWorldsTest {
  private static final String HOST = "*.test";
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();
  private static final TestCertificate LEAF =
      TestCertificate.leaf("mx.zone.test").issuedBy(CA).mint();

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

  static Stream<String> worlds() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DaneWorldsTest.class.getResourceAsStream("worlds.txt"))) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void aSenderThatValidates(String world) {
    String[] columns = world.split(";", -1);
    String zone = columns[0].strip() + ".test.";
    String host = "mx." + zone;
    Map<String, TestCertificate> known = certificates(host.substring(0, host.length() - 1));
    try (FakeMailServer server = FakeMailServer.smtp(identity(columns[2].strip(), known))) {
      List<String> records = new ArrayList<>();
      records.add("mx 300 IN A 127.0.0.1");
      for (String record : columns[3].split("\\+")) {
        if (!record.isBlank()) {
          records.add("_" + server.port() + "._tcp.mx 300 IN TLSA " + data(record.strip(), known));
        }
      }
      dns.zone(zone, SignedDns.Damage.valueOf(columns[1].strip()), records.toArray(String[]::new));

      Gcert.Outcome outcome = check("smtp://" + host + ":" + server.port());

      assertThat(outcome.text() + outcome.err())
          .as(world)
          .containsIgnoringWhitespaces(columns[5].strip());
      assertThat(outcome.code()).as(outcome.text()).isEqualTo(Integer.parseInt(columns[4].strip()));
    }
  }

  @Test
  void anAliasIsJudgedUnderTheNameItLeadsToAndThatNameIsSent() {
    TestCertificate leaf = TestCertificate.leaf("real.alias.test").issuedBy(CA).mint();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(leaf, CA))) {
      dns.zone(
          "alias.test.",
          SignedDns.Damage.NONE,
          "real 300 IN A 127.0.0.1",
          "mx 300 IN CNAME real",
          "_" + server.port() + "._tcp.real 300 IN TLSA " + tlsa(2, 1, 1, CA));

      Gcert.Outcome outcome = check("--format", "json", "smtp://mx.alias.test:" + server.port());

      assertThat(outcome.code()).as(outcome.text()).isZero();
      assertThat(outcome.text()).contains("\"server_name\":\"real.alias.test\"");
    }
  }

  @Test
  void anUnsignedTargetOfASignedAliasIsJudgedUnderItsOwnName() {
    TestCertificate leaf = TestCertificate.leaf("mx.half.test").issuedBy(CA).mint();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(leaf, CA))) {
      dns.zone("hosting.test.", SignedDns.Damage.UNSIGNED, "mx 300 IN A 127.0.0.1")
          .zone(
              "half.test.",
              SignedDns.Damage.NONE,
              "mx 300 IN CNAME mx.hosting.test.",
              "_" + server.port() + "._tcp.mx 300 IN TLSA " + tlsa(3, 1, 1, leaf));

      assertThat(check("smtp://mx.half.test:" + server.port()).code()).isZero();
    }
  }

  @Test
  void mailDomainsThatAreNotSignedAreTold() {
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(LEAF, CA))) {
      String port = String.valueOf(server.port());
      dns.zone(
              "zone.test.",
              SignedDns.Damage.NONE,
              "@ 300 IN MX 10 mx",
              "mx 300 IN A 127.0.0.1",
              "_" + port + "._tcp.mx 300 IN TLSA " + tlsa(3, 1, 1, LEAF))
          .zone("customer.test.", SignedDns.Damage.UNSIGNED, "@ 300 IN MX 10 mx.zone.test.")
          .zone("broken.test.", SignedDns.Damage.FORGED, "@ 300 IN MX 10 mx.zone.test.");

      Gcert.Outcome signed = check("--mx", "--port", port, "zone.test");
      Gcert.Outcome unsigned = check("--mx", "--port", port, "customer.test");
      Gcert.Outcome broken = check("--mx", "--port", port, "broken.test");

      assertThat(signed.code()).as(signed.text()).isZero();
      assertThat(signed.text()).doesNotContain("dane-mx-unsigned");
      assertThat(unsigned.code()).isZero();
      assertThat(unsigned.text()).contains("warning [dane-mx-unsigned]");
      assertThat(broken.code()).isEqualTo(1);
      assertThat(broken.text()).contains("failure [dane-lookup] the MX records of broken.test are");
    }
  }

  @Test
  void theMailDomainMayBeTheNameOfTheCertificate() {
    TestCertificate leaf = TestCertificate.leaf("domain.test").issuedBy(CA).mint();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(leaf, CA))) {
      dns.zone(
          "domain.test.",
          SignedDns.Damage.NONE,
          "@ 300 IN MX 10 mx",
          "mx 300 IN A 127.0.0.1",
          "_" + server.port() + "._tcp.mx 300 IN TLSA " + tlsa(2, 1, 1, CA));

      Gcert.Outcome outcome = check("--mx", "--port", "" + server.port(), "domain.test");

      assertThat(outcome.code()).as(outcome.text()).isZero();
    }
  }

  @Test
  void aServerWithoutANameCannotBeJudged() {
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(LEAF, CA))) {
      Gcert.Outcome outcome = check("--name", "mx.zone.test", "127.0.0.1:" + server.port());

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text()).contains("failure [dane-lookup] DANE needs a name");
    }
  }

  @Test
  void insecureDoesNotWaiveDane() {
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(LEAF, CA))) {
      dns.zone("waived.test.", SignedDns.Damage.UNSIGNED, "mx 300 IN A 127.0.0.1");

      assertThat(check("-k", "smtp://mx.waived.test:" + server.port()).code()).isEqualTo(1);
    }
  }

  @Test
  void theOptionsNeedEachOther() {
    assertThat(Gcert.run("check", "--trust-resolver", "mx.zone.test").err())
        .contains("--trust-resolver needs --dane");
    assertThat(
            Gcert.run(
                    "check",
                    "--dane",
                    "--trust-resolver",
                    "--resolver",
                    "192.0.2.1",
                    "mx.zone.test")
                .err())
        .contains("--trust-resolver needs --resolver with a loopback address");
    Gcert.Outcome outcome =
        Gcert.run(
            "check", "--dane", "--dnssec-anchor", folder.resolve("root.pem") + "", "mx.zone.test");
    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.err()).contains("is not in the form of a zone file");
  }

  private static Gcert.Outcome check(String... words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "check",
                "--dane",
                "--dnssec-anchor",
                folder.resolve("anchor").toString(),
                "--resolver",
                dns.server().resolver(),
                "--roots",
                folder.resolve("root.pem").toString()));
    line.addAll(List.of(words));
    return new Gcert().environment("COLUMNS", "200").with(line.toArray(String[]::new));
  }

  private static Map<String, TestCertificate> certificates(String host) {
    return Map.of(
        "root", ROOT,
        "ca", CA,
        "leaf", TestCertificate.leaf(host).issuedBy(CA).mint(),
        "other", TestCertificate.leaf(host).freshKey().issuedBy(CA).mint(),
        "self", TestCertificate.leaf(host).freshKey().mint(),
        "stranger", TestCertificate.leaf("stranger" + HOST.substring(1)).issuedBy(CA).mint(),
        "expired", TestCertificate.leaf(host).expiredDays(3).issuedBy(CA).mint());
  }

  private static ServerIdentity identity(String shown, Map<String, TestCertificate> known) {
    return switch (shown) {
      case "chain" -> ServerIdentity.of(known.get("leaf"), CA);
      case "whole" -> ServerIdentity.of(known.get("leaf"), CA, ROOT);
      case "alone" -> ServerIdentity.of(known.get("leaf"));
      case "self" -> ServerIdentity.of(known.get("self"));
      default -> ServerIdentity.of(known.get(shown), CA);
    };
  }

  private static String data(String record, Map<String, TestCertificate> known) {
    String[] parts = record.split(" ");
    int[] numbers = Stream.of(parts).limit(3).mapToInt(Integer::parseInt).toArray();
    return parts[3].equals("garbage")
        ? String.join(" ", parts[0], parts[1], parts[2], "0a0b0c")
        : tlsa(numbers[0], numbers[1], numbers[2], known.get(parts[3]));
  }

  private static String tlsa(int usage, int selector, int type, TestCertificate of) {
    byte[] octets = selector == 0 ? of.der() : of.keys().getPublic().getEncoded();
    try {
      byte[] data =
          switch (type) {
            case 0 -> octets;
            case 2 -> MessageDigest.getInstance("SHA-512").digest(octets);
            default -> MessageDigest.getInstance("SHA-256").digest(octets);
          };
      return usage + " " + selector + " " + type + " " + HexFormat.of().formatHex(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
