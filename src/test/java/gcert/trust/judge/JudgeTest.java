package gcert.trust.judge;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a person is told of a chain, the gravest thing first. */
class JudgeTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate intermediate = TestCertificate.intermediate().issuedBy(root).mint();
  private final TestCertificate leaf =
      TestCertificate.leaf("mx.test").issuedBy(intermediate).mint();

  @Test
  void aGoodChainHasNoFindingAndItsPathEndsInTheAnchor() {
    Verdict verdict = Judging.of(leaf, intermediate).trusting(root).name("mx.test").verdict();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.path())
        .containsExactly(
            Judging.certificate(leaf),
            Judging.certificate(intermediate),
            Judging.certificate(root));
    assertThat(verdict.anchor()).isPresent();
  }

  @Test
  void aGoodChainIsGoodInStrictModeToo() {
    assertThat(
            Judging.of(leaf, intermediate)
                .trusting(root)
                .name("mx.test")
                .strict()
                .verdict()
                .findings())
        .isEmpty();
  }

  @Test
  void anExpiredCertificateIsNamedWithItsDate() {
    Instant now = Instant.parse("2026-11-24T08:00:00Z");
    TestCertificate old =
        TestCertificate.leaf("mx.test").issuedBy(root).around(now).expiredDays(3).mint();
    assertThat(Judging.of(old).trusting(root).name("mx.test").at(now).failures())
        .containsExactly("expired: mx.test: expired 3 days ago, 2026-11-21 08:00 UTC");
  }

  @Test
  void aSelfSignedCertificateIsSaidToBeSo() {
    TestCertificate self = TestCertificate.leaf("mx.test").mint();
    assertThat(Judging.of(self).trusting(root).name("mx.test").failures())
        .containsExactly(
            "self-signed: mx.test: is self-signed: no CA vouches for it, and it is not itself"
                + " trusted");
  }

  @Test
  void aMissingIntermediateIsSaidToBeMissing() {
    assertThat(Judging.of(leaf).fromServer("mx.test").trusting(root).name("mx.test").failures())
        .containsExactly(
            "missing-intermediate: mx.test: the certificate of its issuer Test Intermediate is"
                + " missing: the server did not send it, and it is not a trusted root");
  }

  @Test
  void inAFileTheAdviceIsAnother() {
    assertThat(Judging.of(leaf).trusting(root).failures())
        .containsExactly(
            "missing-intermediate: mx.test: the certificate of its issuer Test Intermediate is"
                + " missing: the file does not contain it, and it is not a trusted root; a file"
                + " from 'gcert fetch --chain' does");
  }

  @Test
  void anUnknownRootIsNamed() {
    TestCertificate other = TestCertificate.root("Other Root").mint();
    assertThat(Judging.of(leaf, intermediate, root).trusting(other).name("mx.test").failures())
        .containsExactly(
            "untrusted-root: mx.test: the path ends in the root Test Root, which is not a trusted"
                + " root");
    assertThat(Judging.of(leaf, intermediate).trusting(other).name("mx.test").failures())
        .containsExactly(
            "untrusted-root: mx.test: the path ends in Test Intermediate, issued by Test Root,"
                + " which is not a trusted root");
  }

  @Test
  void otherRootsThatWouldHoldAreNamed() {
    TestCertificate other = TestCertificate.root("Other Root").mint();
    assertThat(Judging.of(leaf, intermediate).trusting(other).fallback(root).failures())
        .containsExactly(
            "other-roots: mx.test: no path to a root of the set 'roots.pem', but one to the system root Test"
                + " Root; use --roots system, or bring the bundle up to date with gcert roots"
                + " update");
  }

  @Test
  void theServersComplaintOfAMissingNameIsPassedOn() {
    TestCertificate complaint =
        TestCertificate.leaf()
            .subject("OU=No SNI provided\\; please fix your client., CN=invalid2.invalid")
            .mint();
    assertThat(Judging.of(complaint).trusting(root).name("mx.test").failures().get(0))
        .contains("invalid2.invalid")
        .contains("--servername");
  }

  @Test
  void furtherRootsVouchWhereTheFirstDoNot() {
    TestCertificate other = TestCertificate.root("Other Root").mint();
    Judging judging = Judging.of(leaf, intermediate).trusting(other).further(root).name("mx.test");
    assertThat(judging.verdict().passed()).isTrue();
    assertThat(judging.verdict().anchor()).map(Anchor::source).hasValue("system");
    Judging first = Judging.of(leaf, intermediate).trusting(root).further(root).name("mx.test");
    assertThat(first.verdict().anchor()).map(Anchor::source).hasValue("roots.pem");
    Judging neither = Judging.of(leaf, intermediate).trusting(other).further(other).name("mx.test");
    assertThat(neither.rule()).isEqualTo("untrusted-root");
  }
}
