package gcert.rollover;

import static gcert.rollover.RolloverWorld.authority;
import static gcert.rollover.RolloverWorld.chain;
import static gcert.rollover.RolloverWorld.hour;
import static gcert.rollover.RolloverWorld.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gcert.certificate.Certificate;
import gcert.dane.TlsaRecord;
import gcert.report.ReadyJson;
import gcert.rollover.HostReadiness.State;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import gcert.trust.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rollovers on a simulated clock. At every step no sender may refuse when gcert says that it may be
 * deployed now, and some sender does when gcert says that it would break.
 */
class RolloverTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double STEP = 1 / 6.0;

  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate CA = TestCertificate.intermediate().issuedBy(ROOT).mint();
  private static final TestCertificate OTHER_CA =
      TestCertificate.intermediate("Other CA").issuedBy(ROOT).mint();
  private static final List<Certificate> OLD = chain(leaf(CA, KeyKind.EC_P256), CA);
  private static final List<Certificate> NEXT = chain(leaf(CA, KeyKind.EC_P256), CA);
  private static final List<Certificate> ELSEWHERE =
      chain(leaf(OTHER_CA, KeyKind.EC_P256), OTHER_CA);
  private static final List<Certificate> RSA = chain(leaf(CA, KeyKind.RSA_2048), CA);

  private static TestCertificate leaf(TestCertificate issuer, KeyKind kind) {
    return TestCertificate.leaf("mx.zone.test").key(kind).issuedBy(issuer).mint();
  }

  /** Asks every ten minutes; gives the first hour at which it may be deployed. */
  private static double play(RolloverWorld world, List<Certificate> next, double until) {
    double first = -1;
    Instant promised = Instant.MAX;
    for (double at = 0; at <= until; at += STEP) {
      HostReadiness answer = world.ask(at, Candidate.of("next.pem", next));
      boolean refused = world.someSenderRefuses(at, next);
      switch (answer.state()) {
        case NOW -> {
          assertThat(refused).as("a sender refuses at hour " + at + ": " + answer).isFalse();
          first = first < 0 ? at : first;
        }
        case BREAK -> assertThat(refused).as("no sender refuses at " + at + answer).isTrue();
        case WAIT -> {
          promised = answer.until().orElseThrow();
          assertThat(promised).isAfter(hour(at));
        }
        case UNKNOWN -> throw new AssertionError(answer);
      }
      if (!hour(at).isBefore(promised)) {
        assertThat(answer.state()).as("was promised for " + promised).isEqualTo(State.NOW);
      }
    }
    return first;
  }

  @Test
  void currentAndNext() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD)).allGive(2, key(OLD), key(NEXT));

    assertThat(play(world, NEXT, 6)).isBetween(4.0, 4.0 + 2 * STEP);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 3600, 86_400, 172_800})
  void twoRoundsOfWhateverTtl(int ttl) {
    RolloverWorld world =
        new RolloverWorld(3, Duration.ofSeconds(ttl))
            .serves(OLD)
            .allGive(0, key(OLD))
            .allGive(1, key(OLD), key(NEXT));
    double earliest = 1 + 2 * ttl / 3600.0;

    assertThat(play(world, NEXT, earliest + 1)).isBetween(earliest, earliest + 2 * STEP);
  }

  @Test
  void aSecondaryThatLagsHoldsEverythingUp() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR)
            .serves(OLD)
            .allGive(0, key(OLD))
            .gives(0, 1, key(OLD), key(NEXT))
            .gives(1, 6, key(OLD), key(NEXT));

    assertThat(reason(world.ask(0, Candidate.of("n", NEXT)))).isEqualTo(Obstacle.TLSA_MISSING);
    HostReadiness lagging = world.ask(2, Candidate.of("n", NEXT));
    assertThat(lagging.state()).isEqualTo(State.BREAK);
    assertThat(reason(lagging)).isEqualTo(Obstacle.TLSA_PARTIAL);
    assertThat(lagging.reasons().get(0).message()).contains("ns1.zone.test (192.0.2.2)");
    assertThat(play(world, NEXT, 10)).isBetween(8.0, 8.0 + 2 * STEP);
  }

  @Test
  void theCaStaysAndTheKeyChanges() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD), authority(OLD));

    assertThat(play(world, NEXT, 3)).as("since when is not known").isBetween(2.0, 2 + 2 * STEP);
    assertThat(world.ask(99, Candidate.of("n", ELSEWHERE)).state()).isEqualTo(State.BREAK);
    assertThat(world.ask(100, Candidate.of("n", NEXT)).state()).isEqualTo(State.NOW);
  }

  @Test
  void fromTheKeyToTheCa() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD)).allGive(1, authority(OLD));

    assertThat(play(world, NEXT, 4)).isBetween(3.0, 3.0 + 2 * STEP);
  }

  @Test
  void theCaChangesAndTheKeyIsPublishedForIt() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR)
            .serves(OLD)
            .allGive(0, key(OLD), authority(OLD))
            .allGive(1, key(OLD), authority(OLD), key(ELSEWHERE));

    assertThat(play(world, ELSEWHERE, 5)).isBetween(3.0, 3.0 + 2 * STEP);
  }

  @Test
  void aCaThatIsNotSentIsOfNoUse() {
    RolloverWorld world = new RolloverWorld(1, HOUR).serves(OLD).allGive(0, authority(OLD));

    HostReadiness answer = world.ask(0, Candidate.of("cert.pem", NEXT.subList(0, 1)));

    assertThat(answer.state()).isEqualTo(State.BREAK);
    assertThat(answer.plan().orElseThrow().add())
        .containsExactly(new TlsaRecord(3, 1, 1, NEXT.get(0).spkiSha256()));
  }

  @Test
  void aKeyThatStaysCanBeRenewedAtAnyTime() {
    TestCertificate first = leaf(CA, KeyKind.EC_P256);
    List<Certificate> before = chain(first, CA);
    List<Certificate> renewed = chain(first.again().mint(), CA);
    RolloverWorld world =
        new RolloverWorld(2, Duration.ofDays(1)).serves(before).allGive(0, key(before));

    assertThat(renewed.get(0).spkiSha256()).isEqualTo(before.get(0).spkiSha256());
    assertThat(play(world, renewed, 1)).isZero();
  }

  @Test
  void anotherKindOfKeyIsARolloverLikeAnyOther() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD)).allGive(1, key(OLD), key(RSA));

    assertThat(play(world, RSA, 5)).isBetween(3.0, 3.0 + 2 * STEP);
  }

  @Test
  void eachKindOfKeyThatIsServedNeedsARecord() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD, RSA).allGive(0, key(OLD), key(NEXT));

    HostReadiness answer = world.ask(9, Candidate.of("next.pem", NEXT));

    assertThat(answer.state()).isEqualTo(State.BREAK);
    assertThat(reason(answer)).isEqualTo(Obstacle.TLSA_OTHER_KEY);
    assertThat(world.someSenderRefuses(9, RSA)).isTrue();
  }

  @Test
  void ofAHostThatIsHalfRolledOverTheOtherHalfCounts() {
    RolloverWorld world =
        new RolloverWorld(1, HOUR)
            .servesAt("192.0.2.25", NEXT)
            .servesAt("192.0.2.26", OLD)
            .allGive(0, key(OLD))
            .allGive(1, key(OLD), key(NEXT));

    HostReadiness half = world.ask(1.5, Candidate.of("next.pem", NEXT));

    assertThat(world.someSenderRefuses(1.5, NEXT)).isTrue();
    assertThat(half.state()).isEqualTo(State.WAIT);
    assertThat(half.reasons())
        .anySatisfy(
            reason -> {
              assertThat(reason.obstacle()).isEqualTo(Obstacle.HALF_DEPLOYED);
              assertThat(reason.warning()).isTrue();
              assertThat(reason.message())
                  .isEqualTo(
                      "the host does not serve the same key at all its addresses: 3 1 1 "
                          + NEXT.get(0).spkiSha256()
                          + ", which is this one, at 192.0.2.25; 3 1 1 "
                          + OLD.get(0).spkiSha256()
                          + " at 192.0.2.26");
            });

    HostReadiness whole =
        new RolloverWorld(1, HOUR)
            .servesAt("192.0.2.25", NEXT)
            .servesAt("192.0.2.26", NEXT)
            .allGive(0, key(OLD), key(NEXT))
            .ask(0, Candidate.of("next.pem", NEXT));
    assertThat(whole.state()).isEqualTo(State.NOW);
    assertThat(whole.reasons())
        .noneSatisfy(reason -> assertThat(reason.obstacle()).isEqualTo(Obstacle.HALF_DEPLOYED));
  }

  @Test
  void aKeyWithoutACertificateIsJudgedByItsRecord() {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD)).allGive(1, key(OLD), key(NEXT));
    Candidate key = Candidate.of("next.key", NEXT.get(0).publicKey());
    Candidate digest = Candidate.ofDigest("digest", NEXT.get(0).spkiSha256());

    assertThat(world.ask(0, key).state()).isEqualTo(State.BREAK);
    assertThat(world.ask(1, digest).state()).isEqualTo(State.WAIT);
    assertThat(world.ask(3, key).state()).isEqualTo(State.NOW);
    assertThat(world.ask(3, digest).state()).isEqualTo(State.NOW);
  }

  @Test
  void whereThereAreNoRecordsNothingHasToBeWaitedFor() {
    RolloverWorld world = new RolloverWorld(2, HOUR).serves(OLD).allGive(0);

    HostReadiness answer = world.ask(0, Candidate.of("next.pem", NEXT));

    assertThat(answer.state()).isEqualTo(State.NOW);
    assertThat(answer.reasons().get(0).obstacle()).isEqualTo(Obstacle.NO_DANE);
    assertThat(answer.plan().orElseThrow().add()).containsExactly(key(OLD), key(NEXT));
  }

  @Test
  void recordsThatWereTakenAwayAreStillKept() {
    RolloverWorld world = new RolloverWorld(1, HOUR).serves(OLD).allGive(0, key(OLD)).allGive(1);

    assertThat(play(world, NEXT, 4)).isBetween(3.0, 3.0 + 2 * STEP);
  }

  @Test
  void thePlanLeadsThrough() {
    RolloverWorld world = new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD));
    RolloverPlan plan = world.ask(0, Candidate.of("next.pem", NEXT)).plan().orElseThrow();

    assertThat(plan.add()).containsExactly(key(NEXT));
    assertThat(plan.remove()).containsExactly(key(OLD));
    assertThat(plan.deploy()).isEqualTo(hour(2));
    assertThat(plan.line(key(NEXT)))
        .isEqualTo("_25._tcp.mx.zone.test. 3600 IN TLSA 3 1 1 " + NEXT.get(0).spkiSha256());

    world.allGive(0.5, key(OLD), key(NEXT));
    RolloverPlan waiting = world.ask(0.5, Candidate.of("next.pem", NEXT)).plan().orElseThrow();
    assertThat(waiting.add()).isEmpty();
    assertThat(waiting.deploy()).isEqualTo(hour(2.5));

    world.allGive(3, key(NEXT)).serves(NEXT);
    assertThat(world.ask(3, Candidate.of("next.pem", NEXT)).state()).isEqualTo(State.NOW);
    assertThat(world.someSenderRefuses(3, NEXT)).isFalse();
  }

  @Test
  void aPolicyInForceWantsTheHostAndAGoodCertificate() {
    Candidate next = Candidate.of("next.pem", NEXT);
    RolloverWorld named =
        new RolloverWorld(1, HOUR).serves(NEXT).allGive(0, key(NEXT)).enforces("*.zone.test");
    RolloverWorld other =
        new RolloverWorld(1, HOUR).serves(NEXT).allGive(0, key(NEXT)).enforces("mx.other.test");

    assertThat(named.ask(0, next).state()).isEqualTo(State.NOW);
    assertThat(other.ask(0, next).state()).isEqualTo(State.BREAK);
    assertThat(reason(other.ask(0, next))).isEqualTo(Obstacle.MTA_STS);
    assertThat(reason(named.fails(Rule.NAME).ask(0, next))).isEqualTo(Obstacle.MTA_STS);
  }

  @Test
  void whatFailsByRootsAndNamesIsAWarningWhereARecordDecides() {
    Candidate next = Candidate.of("next.pem", NEXT);
    HostReadiness dane =
        new RolloverWorld(1, HOUR)
            .serves(NEXT)
            .allGive(0, key(NEXT))
            .fails(Rule.UNTRUSTED_ROOT)
            .ask(0, next);
    HostReadiness without =
        new RolloverWorld(1, HOUR).serves(NEXT).allGive(0).fails(Rule.UNTRUSTED_ROOT).ask(0, next);

    assertThat(dane.state()).isEqualTo(State.NOW);
    assertThat(dane.reasons().get(0).obstacle()).isEqualTo(Obstacle.CERTIFICATE);
    assertThat(dane.reasons().get(0).warning()).isTrue();
    assertThat(without.state()).isEqualTo(State.BREAK);
  }

  @Test
  void theJsonIsAsItsSchemaHasIt() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                Files.readString(Path.of("docs", "gcert-ready-1.schema.json")), InputFormat.JSON);
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0, key(OLD)).allGive(1, key(OLD), key(NEXT));
    Candidate next = Candidate.of("next.pem", NEXT);

    for (double at : new double[] {0, 1, 4}) {
      String line = new String(ReadyJson.line(next, world.ask(at, next)), StandardCharsets.UTF_8);
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
  }

  @Test
  void eachReasonIsExplained() throws IOException {
    String page = Files.readString(Path.of("docs", "rollover.md"));
    for (Obstacle obstacle : Obstacle.values()) {
      assertThat(page).contains("`" + obstacle.id() + "`");
    }
  }

  @Test
  void whatWasSeenSurvivesBeingWrittenDown() throws MalformedSightingsException {
    RolloverWorld world =
        new RolloverWorld(2, HOUR).serves(OLD).allGive(0).allGive(1, key(OLD), key(NEXT));
    world.ask(0, Candidate.of("n", NEXT));
    world.ask(1, Candidate.of("n", NEXT));
    world.ask(2, Candidate.of("n", NEXT));

    String text = world.sightings().text();

    assertThat(text.lines()).hasSize(4);
    assertThat(Sightings.parse(text)).isEqualTo(world.sightings());
    for (int cut = 1; cut < text.length() - 1; cut++) {
      String damaged = text.substring(0, cut);
      if (!damaged.endsWith("\n")) {
        try {
          Sightings.parse(damaged);
        } catch (MalformedSightingsException e) {
          assertThat(e).hasMessageMatching("line [0-9]+ is damaged");
        }
      }
    }
    assertThatThrownBy(() -> Sightings.parse("anything\n"))
        .isInstanceOf(MalformedSightingsException.class);
  }

  private static Obstacle reason(HostReadiness answer) {
    return answer.reasons().get(0).obstacle();
  }
}
