package gcert.trust.path;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Validity to the second (RFC 5280 section 4.1.2.5), in the sentences of an administrator. */
class ValidityRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestCertificate root = TestCertificate.root().around(NOW).mint();
  private final TestCertificate leaf =
      TestCertificate.leaf("mx.test")
          .issuedBy(root)
          .valid(NOW.minusSeconds(5), NOW.plusSeconds(5))
          .mint();

  @Test
  void bothEndsAreInside() {
    assertThat(judge(NOW.minusSeconds(5)).passes()).isTrue();
    assertThat(judge(NOW.plusSeconds(5)).passes()).isTrue();
    assertThat(judge(NOW.plusSeconds(5).plusMillis(999)).passes()).isTrue();
  }

  @Test
  void aSecondOutsideIsOutside() {
    assertThat(judge(NOW.minusSeconds(5).minus(SECOND)).rule()).isEqualTo("not-yet-valid");
    assertThat(judge(NOW.minusSeconds(5).minusMillis(1)).rule()).isEqualTo("not-yet-valid");
    assertThat(judge(NOW.plusSeconds(5).plus(SECOND)).rule()).isEqualTo("expired");
  }

  @Test
  void aCertificateOfTheFutureSaysFromWhen() {
    TestCertificate later =
        TestCertificate.leaf("mx.test").issuedBy(root).around(NOW).startsInDays(3).mint();
    assertThat(Judging.of(later, root).trusting(root).at(NOW).failures())
        .containsExactly(
            "not-yet-valid: mx.test: not valid before 2026-11-28 12:00 UTC, in 3 days");
  }

  @Test
  void anExpiredIntermediateIsNamed() {
    TestCertificate old =
        TestCertificate.intermediate("Old CA").issuedBy(root).around(NOW).expiredDays(2).mint();
    TestCertificate below = TestCertificate.leaf("mx.test").issuedBy(old).around(NOW).mint();
    assertThat(Judging.of(below, old).trusting(root).at(NOW).failures())
        .containsExactly(
            "expired: Old CA: the intermediate expired 2 days ago, 2026-11-23 12:00 UTC");
  }

  @Test
  void anExpiredRootIsNamed() {
    TestCertificate old = TestCertificate.root("Old Root").around(NOW).expiredDays(400).mint();
    TestCertificate below = TestCertificate.leaf("mx.test").issuedBy(old).around(NOW).mint();
    assertThat(Judging.of(below).trusting(old).at(NOW).failures())
        .containsExactly("expired: Old Root: the root expired 400 days ago, 2025-10-21 12:00 UTC");
  }

  @Test
  void aClockThatIsWrongByYearsIsSuspected() {
    Instant wrong = Instant.parse("2001-01-01T00:00:00Z");
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(root).around(NOW).mint();
    assertThat(Judging.of(server).trusting(root).at(wrong).failures().get(0))
        .isEqualTo(
            "not-yet-valid: mx.test: not valid before 2026-10-26 12:00 UTC, and neither is anything"
                + " else that was sent; the clock says 2001-01-01 00:00 UTC: is it right?");
  }

  private Judging judge(Instant at) {
    return Judging.of(leaf).trusting(root).at(at);
  }
}
