package gcert.trust.path;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths over whatever a server sent. */
class PathBuilderTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate upper =
      TestCertificate.intermediate("Upper CA").issuedBy(root).mint();
  private final TestCertificate lower =
      TestCertificate.intermediate("Lower CA").issuedBy(upper).mint();
  private final TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(lower).mint();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrderAndSupersetOfAGoodChainIsGood(long seed) {
    Random random = new Random(seed);
    TestCertificate otherRoot = TestCertificate.root("Other Root").mint();
    List<TestCertificate> superfluous =
        List.of(
            otherRoot,
            root,
            lower,
            lower.again().issuedBy(otherRoot).mint(),
            upper.again().issuedBy(lower).mint(),
            root.again().issuedBy(otherRoot).mint(),
            TestCertificate.intermediate("Lower CA").issuedBy(upper).freshKey().mint(),
            TestCertificate.intermediate("Lower CA").issuedBy(upper).expiredDays(1).mint(),
            TestCertificate.leaf("elsewhere.test").mint());
    for (int round = 0; round < 12; round++) {
      List<TestCertificate> others = new ArrayList<>(List.of(lower, upper));
      superfluous.stream().filter(c -> random.nextBoolean()).forEach(others::add);
      Collections.shuffle(others, random);
      others.add(0, leaf);
      for (boolean strict : new boolean[] {false, true}) {
        Judging judging = Judging.of(others).trusting(root).name("mx.test");
        assertThat((strict ? judging.strict() : judging).failures())
            .as("seed %s, chain %s", seed, others)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void withoutALinkNoSupersetOfTheRestIsGood(long seed) {
    Random random = new Random(seed);
    for (TestCertificate missing : List.of(lower, upper)) {
      List<TestCertificate> others =
          new ArrayList<>(
              List.of(
                  lower,
                  upper,
                  root,
                  TestCertificate.intermediate("Lower CA").issuedBy(root).mint()));
      others.remove(missing);
      Collections.shuffle(others, random);
      others.add(0, leaf);
      assertThat(Judging.of(others).trusting(root).passes()).isFalse();
    }
  }

  @Test
  void aCrossSignedRootDoesNotHideTheTrustedOne() {
    TestCertificate old = TestCertificate.root("Old Root").mint();
    TestCertificate cross = root.again().issuedBy(old).mint();
    assertThat(Judging.of(leaf, lower, upper, cross).trusting(root).verdict().path()).hasSize(4);
    assertThat(Judging.of(leaf, lower, upper, cross).trusting(old).verdict().path()).hasSize(5);
  }

  @Test
  void anExpiredCrossSignIsPassedOver() {
    TestCertificate old = TestCertificate.root("Old Root").mint();
    TestCertificate cross = root.again().issuedBy(old).expiredDays(30).mint();
    assertThat(Judging.of(leaf, lower, upper, cross).trusting(old, root).failures()).isEmpty();
  }

  @Test
  void anAnchorMayBeAnIntermediate() {
    assertThat(Judging.of(leaf, lower, upper, root).trusting(upper).verdict().path()).hasSize(3);
    assertThat(Judging.of(leaf).trusting(lower).verdict().path()).hasSize(2);
  }

  @Test
  void aLeafThatIsAnAnchorIsItsOwnPath() {
    TestCertificate self = TestCertificate.leaf("mx.test").mint();
    assertThat(Judging.of(self).trusting(self).name("mx.test").failures()).isEmpty();
    assertThat(Judging.of(leaf).trusting(leaf).name("mx.test").verdict().path()).hasSize(1);
    assertThat(Judging.of(self).trusting(self).name("other.test").rule()).isEqualTo("name");
  }

  @Test
  void casThatSignOneAnotherLeadNowhere() {
    TestCertificate first = TestCertificate.root("First").mint();
    TestCertificate second = TestCertificate.root("Second").mint();
    TestCertificate firstBySecond = first.again().issuedBy(second).mint();
    TestCertificate secondByFirst = second.again().issuedBy(first).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(first).mint();
    assertThat(Judging.of(server, firstBySecond, secondByFirst).trusting(root).rule())
        .isEqualTo("untrusted-root");
  }

  @Test
  void anIssuerOfTheSameNameWithAnotherKeyIsNotTheIssuer() {
    TestCertificate impostor = TestCertificate.root("Test Root").freshKey().mint();
    assertThat(Judging.of(leaf, lower, upper, impostor).trusting(impostor).passes()).isFalse();
  }

  @Test
  void aServerWithTheNameAndTheKeyOfItsRootIsNoCircle() {
    TestCertificate home = TestCertificate.root("Home").mint();
    TestCertificate server =
        TestCertificate.leaf("mx.test").subject("CN=Home").key(home.keys()).issuedBy(home).mint();
    assertThat(Judging.of(server).trusting(home).name("mx.test").failures()).isEmpty();
  }

  @Test
  void aCaWithAnExtensionThatCannotBeReadIsPassedOver() {
    TestCertificate odd =
        lower.again().issuedBy(upper).extension(Extension.keyUsage, false, new byte[] {1}).mint();
    assertThat(Judging.of(leaf, odd, upper).trusting(root).passes()).isFalse();
    assertThat(Judging.of(leaf, odd, lower, upper).trusting(root).failures()).isEmpty();
  }

  @Test
  void aDamagedSignatureIsNamed() {
    TestCertificate damaged =
        TestCertificate.leaf("mx.test").issuedBy(root).damagedSignature().mint();
    assertThat(Judging.of(damaged).trusting(root).failures())
        .containsExactly(
            "signature: mx.test: the signature does not verify with the key of Test Root");
  }

  @Test
  void aMeshOfCrossSignsEndsWithinItsBudget() {
    List<TestCertificate> cas = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      cas.add(TestCertificate.root("CA " + i).mint());
    }
    List<TestCertificate> chain = new ArrayList<>();
    chain.add(TestCertificate.leaf("mx.test").issuedBy(cas.get(0)).mint());
    for (TestCertificate subject : cas) {
      for (TestCertificate issuer : cas) {
        if (subject != issuer) {
          chain.add(subject.again().issuedBy(issuer).mint());
        }
      }
    }
    assertThat(Judging.of(chain).trusting(root).rule()).isEqualTo("effort");
    assertThat(Judging.of(chain).trusting(cas.get(11)).passes()).isTrue();
  }

  @Test
  void aHundredCertificatesOfOneLineEndWithAFinding() {
    List<TestCertificate> chain = new ArrayList<>();
    TestCertificate last = root;
    for (int i = 0; i < 100; i++) {
      last = TestCertificate.intermediate("CA " + i).issuedBy(last).mint();
      chain.add(0, last);
    }
    chain.add(0, TestCertificate.leaf("mx.test").issuedBy(last).mint());
    assertThat(Judging.of(chain).trusting(root).rule()).isEqualTo("effort");
  }

  @Test
  void superfluousOctetsThatAreNoCertificateHarmNothing() {
    TestCertificate odd =
        TestCertificate.intermediate("Odd")
            .extension(
                org.bouncycastle.asn1.x509.Extension.basicConstraints, true, new byte[] {1, 2})
            .mint();
    assertThat(Judging.of(leaf, odd, lower, upper).trusting(root).failures()).isEmpty();
  }
}
