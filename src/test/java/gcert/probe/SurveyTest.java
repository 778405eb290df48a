package gcert.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what the server is set to. */
class SurveyTest {
  private final ScriptedServer server = new ScriptedServer();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void findsAnyRangeOfAnyServer(long seed) {
    Random random = new Random(seed);
    server.serverOrder = random.nextBoolean();
    for (int version = 0x0300; version <= 0x0303; version++) {
      if (random.nextBoolean()) {
        server.suites.put(version, some(classicSuites(), random));
      }
    }
    server.suites.put(0x0304, some(List.of(0x1301, 0x1302, 0x1303, 0x1304, 0x1305), random));
    server.groups = some(List.of(23, 24, 25, 29, 30, 26, 1, 22), random);
    server.groups13 = some(List.of(4588, 4587, 4589, 29, 23, 24, 256, 260, 514), random);

    ServerRange range = ask();

    for (VersionRange found : range.versions()) {
      List<Integer> set = server.suites.getOrDefault(found.version().code(), List.of());
      assertThat(found.support()).isEqualTo(Support.of(!set.isEmpty()));
      List<Integer> codes = found.suites().stream().map(c -> c.suite().code()).toList();
      if (server.serverOrder) {
        assertThat(codes).isEqualTo(set);
      } else {
        assertThat(codes).containsExactlyInAnyOrderElementsOf(set);
      }
      if (set.size() > 1) {
        assertThat(found.preference())
            .isEqualTo(server.serverOrder ? Preference.SERVER : Preference.CLIENT);
      }
    }
    assertThat(version(range, ProtocolVersion.TLS_1_3).groups())
        .extracting(CodePoint::code)
        .containsExactlyInAnyOrderElementsOf(server.groups13);
  }

  /** Of all suites but those that need more than a hello to be chosen. */
  private static List<Integer> classicSuites() {
    return java.util.stream.Stream.concat(
            Registry.commonSuites().stream(), Registry.rareSuites().stream())
        .filter(suite -> !suite.isTls13Suite() && !suite.name().contains("ECDH_anon"))
        .map(CodePoint::code)
        .toList();
  }

  @Test
  void findsWhatNoLibrarySpeaksAnyMore() {
    server.suites.put(0x0300, List.of(0x0004, 0x0005, 0x0003, 0x000a));
    server.ssl2 = List.of(0x010080, 0x0700c0);

    ServerRange range = ask();

    assertThat(range.spoken())
        .extracting(VersionRange::version)
        .containsExactly(ProtocolVersion.SSL_3_0, ProtocolVersion.SSL_2_0);
    assertThat(version(range, ProtocolVersion.SSL_3_0).suites())
        .extracting(choice -> choice.suite().openSslName())
        .containsExactlyInAnyOrder("RC4-MD5", "RC4-SHA", "EXP-RC4-MD5", "DES-CBC3-SHA");
    assertThat(version(range, ProtocolVersion.SSL_2_0).suites())
        .extracting(choice -> choice.suite().openSslName())
        .containsExactly("RC4-MD5", "DES-CBC3-MD5");
  }

  @Test
  void findsTheSizesOfTemporaryKeys() {
    server.suites.put(0x0303, List.of(0x009f, 0xc030));
    server.dhBits = 1024;

    VersionRange found = version(ask(), ProtocolVersion.TLS_1_2);

    assertThat(found.suites())
        .filteredOn(choice -> choice.suite().code() == 0x009f)
        .allMatch(choice -> choice.dhBits().getAsInt() == 1024);
    assertThat(found.groups()).extracting(CodePoint::name).containsExactly("x25519", "secp256r1");
    assertThat(found.schemes())
        .extracting(CodePoint::name)
        .containsExactlyInAnyOrder("rsa_pss_rsae_sha256", "rsa_pkcs1_sha256");
  }

  @Test
  void findsHybridGroups() {
    server.suites.put(0x0304, List.of(0x1301));
    server.serverOrder = true;
    server.groups13 = List.of(4588, 4587, 4589, 29);

    VersionRange found = version(ask(), ProtocolVersion.TLS_1_3);

    assertThat(found.groups())
        .extracting(CodePoint::name)
        .containsExactly("X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024", "x25519");
    assertThat(found.groupPreference()).isEqualTo(Preference.SERVER);
  }

  @Test
  void findsSchemesOfTls13ByWhetherTheServerGoesOn() {
    server.suites.put(0x0304, List.of(0x1301));
    server.schemes = List.of(0x0804, 0x0905);

    assertThat(version(ask(), ProtocolVersion.TLS_1_3).schemes())
        .extracting(CodePoint::name)
        .containsExactly("rsa_pss_rsae_sha256", "mldsa65");
  }

  @Test
  void sendsKeySharesToServersThatInsistOnThem() {
    server.suites.put(0x0304, List.of(0x1301, 0x1302));
    server.groups13 = List.of(29, 24);
    server.refusesEmptyShares = true;

    VersionRange found = version(ask(), ProtocolVersion.TLS_1_3);

    assertThat(found.support()).isEqualTo(Support.YES);
    assertThat(found.suites()).hasSize(2);
    assertThat(found.groups()).extracting(CodePoint::code).containsExactlyInAnyOrder(29, 24);
  }

  @Test
  void findsFeatures() {
    server.suites.put(0x0303, List.of(0xc02f, 0xc013));
    server.suites.put(0x0302, List.of(0xc013));
    server.extensions = List.of(0xff01, 22, 23, 35);
    server.compresses = true;
    server.protocols = List.of("smtp", "http/1.1");

    ServerRange range = ask();

    assertThat(range.features())
        .containsExactly(
            new ServerRange.Found(Feature.SECURE_RENEGOTIATION, Support.YES),
            new ServerRange.Found(Feature.EXTENDED_MASTER_SECRET, Support.YES),
            new ServerRange.Found(Feature.ENCRYPT_THEN_MAC, Support.YES),
            new ServerRange.Found(Feature.SESSION_TICKETS, Support.YES),
            new ServerRange.Found(Feature.FALLBACK_SCSV, Support.YES),
            new ServerRange.Found(Feature.OCSP_STAPLING, Support.NO),
            new ServerRange.Found(Feature.COMPRESSION, Support.YES));
    assertThat(range.protocols()).containsExactly("smtp", "http/1.1");
  }

  @Test
  void findsWhichHellosGetThrough() {
    server.suites.put(0x0304, List.of(0x1301));
    server.suites.put(0x0303, List.of(0xc02f));

    HelloTolerance hellos = ask().hellos();

    assertThat(hellos.takesAll()).isTrue();
    assertThat(hellos.losesLongHellos()).isFalse();
    assertThat(hellos.postQuantum()).isEqualTo(PostQuantum.NO);
    assertThat(hellos.trials())
        .extracting(HelloTrial::shape)
        .containsExactly(HelloTrial.Shape.values());
    assertThat(hellos.trials().get(0).octets()).isLessThan(1200);
    assertThat(hellos.trials().get(1).octets()).isEqualTo(2000);
    assertThat(hellos.trials().get(2).octets()).isEqualTo(3500);
  }

  @Test
  void saysThatLongHellosAreLost() {
    server.suites.put(0x0304, List.of(0x1301));
    server.groups13 = List.of(4588, 29);
    server.longest = 1460;

    HelloTolerance hellos = ask().hellos();

    assertThat(hellos.losesLongHellos()).isTrue();
    assertThat(hellos.postQuantum()).isEqualTo(PostQuantum.LOST);
    assertThat(hellos.trials())
        .extracting(HelloTrial::outcome)
        .containsExactly(
            HelloTrial.Outcome.ANSWERED,
            HelloTrial.Outcome.LOST,
            HelloTrial.Outcome.NOT_ASKED,
            HelloTrial.Outcome.ANSWERED,
            HelloTrial.Outcome.ANSWERED);
  }

  @Test
  void saysThatHellosInPiecesAreRefused() {
    server.suites.put(0x0302, List.of(0x002f));
    server.takesPieces = false;

    HelloTolerance hellos = ask().hellos();

    assertThat(hellos.losesLongHellos()).isFalse();
    assertThat(hellos.trials().get(3).outcome()).isEqualTo(HelloTrial.Outcome.REFUSED);
    assertThat(hellos.trials().get(4).outcome()).isEqualTo(HelloTrial.Outcome.REFUSED);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource({
    "true, 4588:29, YES",
    "false, 29:4588, YES",
    "true, 29:4588, NOT_CHOSEN",
    "true, 4589:29, ROUND_TRIP",
    "true, 4587, ROUND_TRIP",
    "true, 29:23, NO"
  })
  void findsWhatAPostQuantumClientMeets(boolean serverOrder, String groups, PostQuantum met) {
    server.suites.put(0x0304, List.of(0x1301));
    server.serverOrder = serverOrder;
    server.groups13 = java.util.Arrays.stream(groups.split(":")).map(Integer::valueOf).toList();

    assertThat(ask().hellos().postQuantum()).isEqualTo(met);
  }

  @Test
  void saysToWhomOtherCertificatesAreShown() {
    TestCertificate usual = TestCertificate.leaf("mx.test").mint();
    TestCertificate other = TestCertificate.leaf("default.test").mint();
    server.suites.put(0x0303, List.of(0xc02f, 0xc02b));
    server.certificate = other.der();
    server.certificates.put("mx.test", usual.der());
    server.certificates.put("gcert-probe.invalid", new byte[0]);

    ServerRange range = ask();

    assertThat(range.showings()).hasSize(6);
    assertThat(range.differentShowings())
        .extracting(s -> s.authentication() + " " + s.sent() + " " + s.alert())
        .containsExactly(
            "RSA NONE OptionalInt.empty",
            "RSA WRONG OptionalInt[112]",
            "ECDSA NONE OptionalInt.empty",
            "ECDSA WRONG OptionalInt[112]");
    assertThat(range.certificates()).hasSize(2);
  }

  @Test
  void showsEachCertificateOnce() {
    TestCertificate leaf = TestCertificate.leaf("mx.test").mint();
    server.suites.put(0x0303, List.of(0xc02f, 0xc030, 0x009c));
    server.certificate = leaf.der();

    assertThat(ask().certificates()).hasSize(1);
  }

  @Test
  void asksInFewConnections() {
    server.suites.put(0x0303, List.of(0xc02f, 0xc030));
    server.suites.put(0x0304, List.of(0x1301, 0x1302, 0x1303));

    ask();

    assertThat(server.connections).isLessThan(60);
  }

  private ServerRange ask() {
    ServerTarget target = new ServerTarget("mx.test", new Host.Name("mx.test"), 25, Protocol.SMTP);
    Observation seen =
        new Observation(
            target,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Timing.none(),
            Optional.empty());
    Places places =
        new Places(
            server,
            other -> {
              throw new AssertionError("there is no other address");
            },
            target,
            List.of(),
            (to, address, name, kind) -> seen);
    return Survey.ask(server, Protocol.SMTP, Optional.of("mx.test"), seen, places, 1);
  }

  private static VersionRange version(ServerRange range, ProtocolVersion version) {
    return range.versions().stream().filter(v -> v.version() == version).findAny().orElseThrow();
  }

  private static List<Integer> some(List<Integer> all, Random random) {
    List<Integer> some = new ArrayList<>(new HashSet<>(all));
    Collections.shuffle(some, random);
    return List.copyOf(some.subList(0, 1 + random.nextInt(some.size())));
  }
}
