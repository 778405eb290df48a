package gcert.trust.judge;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a server sent its chain is told, and changes no verdict. */
class ChainAsSentTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate upper = TestCertificate.intermediate("Upper").issuedBy(root).mint();
  private final TestCertificate lower =
      TestCertificate.intermediate("Lower").issuedBy(upper).mint();
  private final TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(lower).mint();

  @Test
  void aChainAsItShouldBeIsNotSpokenOf() {
    assertThat(told(leaf, lower, upper)).isEmpty();
  }

  @Test
  void certificatesOutOfOrderAreTold() {
    assertThat(told(leaf, upper, lower))
        .containsExactly(
            "mx.test: the certificates were sent out of order: each should certify the one before"
                + " it");
  }

  @Test
  void aCertificateSentTwiceIsTold() {
    assertThat(told(leaf, lower, lower, upper))
        .containsExactly("mx.test: the certificates include the same one twice: Lower");
  }

  @Test
  void theRootIsTold() {
    assertThat(told(leaf, lower, upper, root))
        .containsExactly(
            "mx.test: the certificates include the root Test Root, which no client needs");
  }

  @Test
  void strangersAreTold() {
    TestCertificate stranger = TestCertificate.leaf("other.test").issuedBy(root).mint();
    TestCertificate old = TestCertificate.leaf("old.test").issuedBy(root).expiredDays(3).mint();
    assertThat(told(leaf, lower, upper, stranger, old))
        .containsExactly(
            "mx.test: the certificates include some that are not needed: other.test",
            "mx.test: the certificates include some that have expired and are not needed:"
                + " old.test");
  }

  @Test
  void aCrossCertificateIsForOtherClients() {
    TestCertificate elder = TestCertificate.root("Elder").mint();
    TestCertificate cross = root.again().issuedBy(elder).mint();
    assertThat(told(leaf, lower, upper, cross)).isEmpty();
  }

  @Test
  void theOrderInAFileIsNobodysBusiness() {
    Judging file = Judging.of(leaf, upper, lower).trusting(root).name("mx.test");
    assertThat(file.verdict().findings()).isEmpty();
  }

  @Test
  void whereACertificateHasMerelyExpiredTheRootOfItsChainIsTold() {
    TestCertificate expired = TestCertificate.leaf("mx.test").issuedBy(lower).expiredDays(3).mint();
    Verdict verdict = Judging.of(expired, lower, upper).trusting(root).name("mx.test").verdict();
    assertThat(verdict.anchor()).isEmpty();
    assertThat(verdict.otherwise()).map(Anchor::source).hasValue("roots.pem");
    assertThat(verdict.findings())
        .extracting(Finding::message)
        .contains("mx.test: apart from that the chain leads to the root Test Root (roots.pem)");
  }

  @Test
  void whereTheIntermediateHasExpiredToo() {
    TestCertificate old = TestCertificate.intermediate("Old").issuedBy(root).expiredDays(3).mint();
    TestCertificate below = TestCertificate.leaf("mx.test").issuedBy(old).mint();
    Verdict verdict = Judging.of(below, old).trusting(root).name("mx.test").verdict();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.otherwise()).isPresent();
  }

  @Test
  void whereTrustIsMissingNoRootIsTold() {
    Verdict verdict = Judging.of(leaf, lower).trusting(root).name("mx.test").verdict();
    assertThat(verdict.otherwise()).isEmpty();
  }

  private List<String> told(TestCertificate... sent) {
    Verdict verdict =
        Judging.of(sent).fromServer("mx.test").trusting(root).name("mx.test").verdict();
    assertThat(verdict.passed()).isTrue();
    return verdict.findings().stream()
        .filter(finding -> finding.rule() == Rule.CHAIN)
        .map(Finding::message)
        .toList();
  }
}
