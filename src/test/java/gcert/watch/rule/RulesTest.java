package gcert.watch.rule;

import static gcert.watch.Script.certificate;
import static gcert.watch.Script.hash;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.trust.requirement.ExpiresWithin;
import gcert.watch.CertificateHistory;
import gcert.watch.KnownCertificate;
import gcert.watch.Round.Sight;
import gcert.watch.Script;
import gcert.watch.pin.PinSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final KnownCertificate OLD = certificate("old", -60);
  private static final KnownCertificate NEW = certificate("new", -1);

  @Test
  void aMailDomainThatLeadsToItsHostsAgainIsBack() {
    Script script = new Script();
    assertThat(script.fails()).isEmpty();
    assertThat(script.fails()).containsExactly("unreachable");
    assertThat(script.play(List.of(), List.of())).containsExactly("back");
    assertThat(script.play(List.of(), List.of())).isEmpty();
  }

  @Test
  void theFirstRoundTellsWhatIsThereAndTheNextNothing() {
    Script script = new Script();

    assertThat(script.sees(OLD)).containsExactly("first-seen");
    assertThat(script.events().get(0).message())
        .startsWith("CN=mx.example.net, key EC, issued by CN=Issuer, valid until 2026-12-25");
    assertThat(script.sees(OLD)).isEmpty();
    assertThat(script.sees(OLD, OLD)).isEmpty();
  }

  @Test
  void aRollOutIsToldAtItsStartAndAtItsEnd() {
    Script script = new Script();
    script.sees(OLD, OLD, OLD);

    assertThat(script.sees(OLD, NEW, OLD)).containsExactly("first-seen", "rotation-started");
    assertThat(script.events().get(1).message())
        .isEqualTo("6e6577000000 is taking the place of 6f6c64000000, seen at 1 of 3");
    assertThat(script.sees(OLD, NEW, NEW)).isEmpty();
    assertThat(script.sees(NEW, NEW, NEW)).containsExactly("rotation-finished");
    assertThat(script.events().get(0).certificate()).contains(NEW.sha256());
    assertThat(script.events().get(0).previous()).contains(OLD.sha256());
    assertThat(script.sees(NEW, NEW, NEW)).isEmpty();
  }

  @Test
  void aRollOutBetweenTwoRoundsIsToldOnce() {
    Script script = new Script();
    script.sees(OLD);

    assertThat(script.sees(NEW)).containsExactly("first-seen", "rotation-finished");
    assertThat(script.sees(NEW)).isEmpty();
  }

  @Test
  void aRotationThatIsUnderWayAtFirstSightIsTold() {
    Script script = new Script();

    assertThat(script.sees(NEW, OLD))
        .containsExactly("first-seen", "first-seen", "rotation-started");
    assertThat(script.sees(NEW, NEW)).containsExactly("rotation-finished");
  }

  @Test
  void oneServerOfManyARoundDoesNotTellARollOutTenTimes() {
    Script script = new Script();
    script.sees(OLD);

    assertThat(script.sees(NEW)).containsExactly("first-seen", "rotation-finished");
    assertThat(script.sees(OLD)).containsExactly("rotation-started");
    assertThat(script.sees(NEW)).isEmpty();
    assertThat(script.sees(OLD)).isEmpty();
    assertThat(script.sees(NEW)).isEmpty();
    assertThat(script.sees(NEW)).containsExactly("rotation-finished");
    assertThat(script.sees(NEW)).isEmpty();
  }

  @Test
  void aRotationThatIsTakenBackIsToldToHaveEnded() {
    Script script = new Script();
    script.sees(OLD, OLD);
    script.sees(OLD, NEW);

    assertThat(script.sees(OLD, OLD)).isEmpty();
    assertThat(script.sees(OLD, OLD)).containsExactly("rotation-finished");
    assertThat(script.events().get(0).certificate()).contains(OLD.sha256());
    assertThat(script.events().get(0).message()).contains("is back for good");
    assertThat(script.sees(OLD, OLD)).isEmpty();
  }

  @Test
  void anRsaAndAnEcCertificateFromTheFirstAreNoRotation() {
    KnownCertificate rsa = certificate("rsa", "rsa", "CN=Issuer", "RSA", -60, 90);
    KnownCertificate rsaNext = certificate("rsb", "rsb", "CN=Issuer", "RSA", -2, 90);
    Script script = new Script();

    assertThat(script.sees(rsa, OLD)).containsExactly("first-seen", "first-seen");
    assertThat(script.sees(OLD)).isEmpty();
    assertThat(script.sees(rsa)).isEmpty();
    assertThat(script.sees(rsa, NEW)).containsExactly("first-seen", "rotation-finished");
    assertThat(script.sees(rsaNext, NEW)).containsExactly("first-seen", "rotation-finished");
    assertThat(script.state().condition().rotation().settled())
        .containsExactlyInAnyOrder(rsaNext.sha256(), NEW.sha256());
  }

  @Test
  void aThirdCertificateInTheMiddleOfARotationEndsItWhenItIsAlone() {
    KnownCertificate third = certificate("third", 0);
    Script script = new Script();
    script.sees(OLD, OLD);
    script.sees(OLD, NEW);

    assertThat(script.sees(NEW, third)).containsExactly("first-seen");
    assertThat(script.sees(third, third)).containsExactly("rotation-finished");
    assertThat(script.state().condition().rotation().settled()).containsExactly(third.sha256());
  }

  @Test
  void whatChangedWithTheCertificateIsTold() {
    KnownCertificate same = certificate("same", "old", "CN=Issuer", "EC", -1, 90);
    KnownCertificate other = certificate("other", "other", "CN=Other", "RSA", 0, 90);
    Script script = new Script();
    script.sees(OLD);

    assertThat(script.sees(same))
        .containsExactly("first-seen", "renewed-same-key", "rotation-finished");
    assertThat(script.sees(other))
        .containsExactly("first-seen", "changed-issuer", "changed-key-type", "rotation-finished");
    assertThat(script.events().get(1).message())
        .isEqualTo("6f7468657200 is issued by CN=Other, 73616d650000 by CN=Issuer");
    assertThat(script.events().get(2).previous()).contains(same.sha256());
  }

  @Test
  void aServerThatFailsIsToldAfterSoManyRoundsAndOnce() {
    Script script = new Script(3, new ExpiresWithin.Share(1));
    script.sees(OLD);

    assertThat(script.fails()).isEmpty();
    assertThat(script.fails()).isEmpty();
    assertThat(script.fails()).containsExactly("unreachable");
    assertThat(script.events().get(0).message())
        .isEqualTo("could not get a certificate (3 runs in a row): connect: refused");
    assertThat(script.fails()).isEmpty();
    assertThat(script.sees(OLD)).containsExactly("back");
    assertThat(script.events().get(0).message())
        .isEqualTo("answers again, after 4 failures in a row since 2026-11-25T13:00:00Z");
    assertThat(script.sees(OLD)).isEmpty();
  }

  @Test
  void aFailureOrTwoInBetweenAreNoNews() {
    Script script = new Script(3, new ExpiresWithin.Share(1));
    script.sees(OLD);

    for (int i = 0; i < 5; i++) {
      assertThat(script.fails()).isEmpty();
      assertThat(script.fails()).isEmpty();
      assertThat(script.sees(OLD)).isEmpty();
    }
  }

  @Test
  void oneAddressOfSeveralThatFailsIsNotAnOutage() {
    Script script = new Script();
    script.sees(OLD);
    Sight good = new Sight(OLD, "192.0.2.1", true, "");

    for (int i = 0; i < 5; i++) {
      assertThat(script.play(List.of(good), List.of("connect: refused"))).isEmpty();
    }
  }

  @Test
  void aCertificateThatDoesNotVerifyIsToldOnceAndAgainWhenItComesBack() {
    KnownCertificate bad = certificate("bad", -2);
    Script script = new Script();
    script.sees(OLD);

    assertThat(script.seesBad(bad)).containsExactly("unexpected");
    assertThat(script.events().get(0).message()).isEqualTo("626164000000 at 192.0.2.66: is bad");
    assertThat(script.seesBad(bad)).isEmpty();
    assertThat(script.sees(OLD)).isEmpty();
    assertThat(script.seesBad(bad)).isEmpty();
    assertThat(script.fails()).isEmpty();
    script.sees(OLD);
    script.sees(OLD);
    assertThat(script.seesBad(bad)).containsExactly("unexpected");
    assertThat(script.state().condition().rotation().settled()).containsExactly(OLD.sha256());
  }

  @Test
  void aCertificateThatComesToVerifyIsFirstSeenThen() {
    Script script = new Script();

    assertThat(script.seesBad(OLD)).containsExactly("unexpected");
    assertThat(script.sees(OLD)).containsExactly("first-seen");
  }

  @Test
  void aCertificateNearItsEndIsToldOnceEvenWhenItsServerIsDown() {
    KnownCertificate week = certificate("week", "week", "CN=Issuer", "EC", 0, 7);
    Script script = new Script(2, new ExpiresWithin.Span(Duration.ofDays(3)));
    script.sees(week);
    script.wait(Duration.ofDays(4));

    assertThat(script.fails()).containsExactly("expiring");
    assertThat(script.events().get(0).message())
        .isEqualTo("7765656b0000 expires 2026-12-02T12:00:00Z, in 2 days");
    assertThat(script.sees(week)).isEmpty();
  }

  @Test
  void theEndIsReportedAgainAsItComesNearer() {
    KnownCertificate year = certificate("year", "year", "CN=Issuer", "EC", 0, 30);
    Script script = new Script(2, new ExpiresWithin.Span(Duration.ofDays(14)));
    script.sees(year);
    List<Integer> told = new ArrayList<>();
    for (int day = 0; day < 31; day++) {
      if (script.sees(year).contains("expiring")) {
        told.add(30 - day);
      }
      script.wait(Duration.ofHours(23));
    }
    assertThat(told).containsExactly(14, 7, 3, 1);
  }

  @Test
  void whatIsStillWrongIsReportedAgainAfterTheInterval() {
    Script script =
        new Script(
            new RuleSettings(2, new ExpiresWithin.Span(Duration.ofDays(1)), Duration.ofHours(24)));
    assertThat(script.seesBad(OLD)).containsExactly("unexpected");
    for (int hour = 1; hour < 24; hour++) {
      assertThat(script.seesBad(OLD)).isEmpty();
    }
    assertThat(script.seesBad(OLD)).containsExactly("unexpected");
    assertThat(script.events().get(0).reminder()).isTrue();
    assertThat(script.sees(OLD)).containsExactly("first-seen");
    assertThat(script.state().condition().reminded()).isEmpty();
  }

  @Test
  void aCertificateOutOfItsLifetimeIsInvalid() {
    Script script = new Script();
    script.sees(OLD);
    script.wait(Duration.ofDays(200));

    assertThat(script.seesBad(OLD)).containsExactly("invalid");
  }

  @Test
  void aRoundWithACrowdOfWorthlessCertificatesIsToldInShort() {
    Script script = new Script();
    List<Sight> sights = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      sights.add(new Sight(certificate("bad" + i, 0), "192.0.2.1", false, "is bad"));
    }
    assertThat(script.play(sights, List.of())).hasSize(UnexpectedRule.MOST_TOLD + 1);
    assertThat(script.events().get(UnexpectedRule.MOST_TOLD).message())
        .startsWith("880 more certificates");
    assertThat(script.state().condition().unexpected()).hasSize(UnexpectedRule.MOST_TOLD);
  }

  @Test
  void theShareOfALifetimeSuitsLongAndShortOnesAlike() {
    KnownCertificate week = certificate("week", "week", "CN=Issuer", "EC", 0, 10);
    KnownCertificate year = certificate("year", "year", "CN=Issuer", "RSA", 0, 400);
    Script script = new Script(2, new ExpiresWithin.Share(20));
    script.sees(week, year);

    script.wait(Duration.ofDays(7));
    assertThat(script.sees(week, year)).isEmpty();
    script.wait(Duration.ofDays(1));
    assertThat(script.sees(week, year)).containsExactly("expiring");
    assertThat(script.events().get(0).certificate()).contains(week.sha256());
  }

  @Test
  void theOldCertificateOfAFinishedRotationMayExpireInSilence() {
    Script script = new Script();
    script.sees(OLD);
    script.sees(NEW);
    script.wait(Duration.ofDays(29));

    assertThat(script.sees(NEW)).isEmpty();
  }

  @Test
  void aServerWithAnotherWorthlessCertificateEachTimeFillsNoDisk() {
    Script script = new Script();
    for (int i = 0; i < 3 * Rules.MOST_UNVERIFIED; i++) {
      script.seesBad(certificate("bad" + i, 0));
    }

    assertThat(script.state().sightings()).hasSize(Rules.MOST_UNVERIFIED);
    assertThat(script.state().condition().unexpected()).hasSizeLessThan(5);
    assertThat(script.sees(OLD)).containsExactly("first-seen");
    assertThat(script.state().sightings()).containsKey(OLD.sha256());
  }

  @Test
  void sightingsKeepFirstLastAndAddresses() {
    Script script = new Script();
    script.sees(OLD, OLD);
    script.seesBad(OLD);

    CertificateHistory sighting = script.state().sightings().get(OLD.sha256());
    assertThat(sighting.first()).isEqualTo(Script.START);
    assertThat(sighting.verified()).contains(Script.START);
    assertThat(sighting.last()).isEqualTo(Script.START.plus(Duration.ofHours(1)));
    assertThat(sighting.addresses()).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.66");
  }

  /** Whatever servers do, the same round again is no news, and what is in use was seen. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aLastingStateIsToldOnceWhateverCameBefore(long seed) {
    Random random = new Random(seed);
    List<KnownCertificate> pool = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String type = random.nextBoolean() ? "EC" : "RSA";
      pool.add(certificate("c" + i, "k" + i / 2, "CN=" + i / 3, type, random.nextInt(9) - 9, 90));
    }
    Script script = new Script(1 + random.nextInt(4), new ExpiresWithin.Share(10));
    for (int i = 0; i < 200; i++) {
      List<Sight> sights = new ArrayList<>();
      for (int visit = random.nextInt(4); visit > 0; visit--) {
        boolean good = random.nextInt(5) > 0;
        KnownCertificate certificate = pool.get(random.nextInt(pool.size()));
        sights.add(new Sight(certificate, "192.0.2.1", good, good ? "" : "is bad"));
      }
      List<String> failures = sights.isEmpty() ? List.of("connect: refused") : List.of();
      script.play(sights, failures);
      assertThat(script.state().sightings().keySet())
          .containsAll(script.state().inUse().stream().map(KnownCertificate::sha256).toList());
      if (i % 20 == 0) {
        for (int calm = 0; calm < 5; calm++) {
          script.play(sights, failures);
        }
        assertThat(script.play(sights, failures)).isEmpty();
      }
    }
  }

  @Test
  void pinsAreOldAndNewAndNeverNothing() {
    Duration week = Duration.ofDays(7);
    Script script = new Script();
    assertThat(PinSet.of(script.state(), week, script.now())).isEmpty();
    script.seesBad(certificate("bad", 0));
    assertThat(PinSet.of(script.state(), week, script.now())).isEmpty();

    script.sees(OLD);
    script.sees(OLD, NEW);
    assertThat(PinSet.of(script.state(), week, script.now())).containsExactly(OLD, NEW);

    script.wait(Duration.ofDays(8));
    script.fails();
    assertThat(PinSet.of(script.state(), week, script.now())).containsExactly(OLD, NEW);
    script.sees(NEW);
    assertThat(PinSet.of(script.state(), week, script.now())).containsExactly(NEW);

    script.wait(Duration.ofDays(200));
    script.fails();
    assertThat(PinSet.of(script.state(), week, script.now())).containsExactly(NEW);
    assertThat(hash("new")).isEqualTo(NEW.sha256());
  }
}
