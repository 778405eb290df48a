package gcert.trust.path;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import gcert.trust.extension.PathCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

/** What is remembered from one judgement for the next. */
class CertificateCacheTest {
  private final CertificateCache known = new CertificateCache();
  private final TestCertificate root = TestCertificate.root().mint();

  @Test
  void anIssuerThatIsMetAgainIsNotReadAgain() {
    Certificate once = Judging.certificate(root);
    Certificate again = Judging.certificate(root);
    assertThat(known.issuer(again)).isSameAs(known.issuer(once));
  }

  @Test
  void theEldestAreForgottenWhenThereAreMany() {
    Certificate first = Judging.certificate(root);
    PathCertificate subject = known.issuer(first);
    for (int i = 0; i < 256; i++) {
      known.issuer(Judging.certificate(TestCertificate.root("CA " + i).mint()));
    }
    assertThat(known.issuer(first)).isNotSameAs(subject);
  }

  @Test
  void aBreachIsAWarningForOneAndAFailureForAnotherOfThemWhoShareAMemory() {
    TestCertificate ca =
        TestCertificate.intermediate()
            .issuedBy(root)
            .without(Extension.subjectKeyIdentifier)
            .mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    Judging lax = Judging.of(leaf, ca).trusting(root).name("mx.test").knowing(known);
    Judging strict = Judging.of(leaf, ca).trusting(root).name("mx.test").strict().knowing(known);
    assertThat(lax.failures()).isEmpty();
    assertThat(lax.warnings()).hasSize(1);
    assertThat(strict.rule()).isEqualTo("key-identifier");
    assertThat(lax.warnings()).hasSize(1);
  }

  @Test
  void manyThreadsComeToTheSameVerdict() throws Exception {
    TestCertificate ca = TestCertificate.intermediate().issuedBy(root).permittedDns(".test").mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    List<String> expected = Judging.of(leaf, ca).trusting(root).name("mx.test").warnings();
    Callable<List<String>> one =
        () -> Judging.of(leaf, ca).trusting(root).name("mx.test").knowing(known).warnings();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(one);
      }
      for (Future<List<String>> each : threads.invokeAll(all)) {
        assertThat(each.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
