package gcert.trust.judge;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import gcert.trust.Verdict;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets that are not quite a certificate. */
class MalformedTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate intermediate =
      TestCertificate.intermediate().issuedBy(root).permittedDns("test").mint();
  private final TestCertificate leaf =
      TestCertificate.leaf("mx.test").issuedBy(intermediate).mint();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void flippedBitsNeitherCrashNorPass(long seed) throws MalformedCertificateException {
    Random random = new Random(seed);
    Certificate good = Certificate.parse(leaf.der());
    for (int i = 0; i < 150; i++) {
      boolean ofLeaf = random.nextBoolean();
      byte[] der = (ofLeaf ? leaf : intermediate).der();
      int at = random.nextInt(der.length);
      der[at] ^= (byte) (1 << random.nextInt(8));
      Certificate odd;
      try {
        odd = Certificate.parse(der);
      } catch (MalformedCertificateException e) {
        continue;
      }
      List<Certificate> chain =
          ofLeaf ? List.of(odd, Judging.certificate(intermediate)) : List.of(good, odd);
      Verdict verdict = Judging.ofCertificates(chain).trusting(root).name("mx.test").verdict();
      assertThat(verdict.passed())
          .as(
              "seed %s, %s",
              seed,
              java.util.HexFormat.of()
                  .formatHex(der, Math.max(0, at - 12), Math.min(der.length, at + 12)))
          .isFalse();
      assertThat(verdict.findings()).isNotEmpty();
    }
  }

  @Test
  void aSignatureThatIsNoWholeNumberOfOctetsFails() throws MalformedCertificateException {
    byte[] der = leaf.der();
    int signature = leaf.x509().getSignature().length;
    der[der.length - signature - 1] = 1;
    der[der.length - 1] &= (byte) 0xfe;
    Certificate odd = Certificate.parse(der);
    assertThat(
            Judging.ofCertificates(List.of(odd, Judging.certificate(intermediate)))
                .trusting(root)
                .rule())
        .isEqualTo("signature");
  }

  @Test
  void aCertificateThatJavaRefusesIsNamedWithTheReason() {
    TestCertificate odd =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(Extension.basicConstraints, true, new byte[] {1, 2, 3})
            .mint();
    assertThat(Judging.of(odd).trusting(root).failures())
        .singleElement()
        .asString()
        .startsWith("malformed: mx.test: malformed certificate: ");
  }

  @Test
  void anIssuerThatJavaRefusesIsNamedInsteadOfMissed() {
    TestCertificate odd =
        TestCertificate.intermediate("Odd CA")
            .issuedBy(root)
            .extension(Extension.basicConstraints, true, new byte[] {1, 2, 3})
            .mint();
    TestCertificate below = TestCertificate.leaf("mx.test").issuedBy(odd).mint();
    assertThat(Judging.of(below, odd).trusting(root).failures())
        .singleElement()
        .asString()
        .startsWith("malformed: Odd CA: malformed certificate: ");
  }
}
