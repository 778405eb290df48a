package gcert.trust.profile;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a certificate may live depends on when it was issued, and on who vouches for it. */
class ServerLifetimeTest {
  private final TestCertificate root =
      TestCertificate.root()
          .valid(Instant.parse("2019-01-01T00:00:00Z"), Instant.parse("2045-01-01T00:00:00Z"))
          .mint();

  @ParameterizedTest
  @CsvSource({
    "2020-08-31T00:00:00Z, 825, true",
    "2020-09-01T00:00:00Z, 398, true",
    "2020-09-01T00:00:00Z, 399, false",
    "2026-03-14T00:00:00Z, 398, true",
    "2026-03-15T00:00:00Z, 200, true",
    "2026-03-15T00:00:00Z, 201, false",
    "2027-03-15T00:00:00Z, 101, false",
    "2029-03-15T00:00:00Z, 47, true",
    "2029-03-15T00:00:00Z, 48, false",
  })
  void theLimitOfTheDayOfIssue(Instant issued, int days, boolean good) {
    Judging judging = Judging.of(leaf(issued, days)).trustingFrom("bundled", root).at(issued);
    assertThat(judging.failures()).isEmpty();
    assertThat(judging.warnings().stream().noneMatch(text -> text.startsWith("lifetime:")))
        .isEqualTo(good);
    assertThat(judging.strict().failures().stream().noneMatch(t -> t.startsWith("lifetime:")))
        .isEqualTo(good);
  }

  @Test
  void aCaOfOnesOwnMayIssueForAsLongAsItLikes() {
    Instant issued = Instant.parse("2026-04-01T00:00:00Z");
    Judging judging = Judging.of(leaf(issued, 3000)).trusting(root).at(issued);
    assertThat(judging.warnings()).isEmpty();
  }

  private TestCertificate leaf(Instant issued, int days) {
    Instant end = issued.plus(Duration.ofDays(days)).minusSeconds(1);
    return TestCertificate.leaf("mx.test").issuedBy(root).valid(issued, end).mint();
  }
}
