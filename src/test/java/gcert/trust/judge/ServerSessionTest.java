package gcert.trust.judge;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.tls.Authentication;
import gcert.tls.Observation;
import gcert.trust.AnchorStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found about the session, and about the certificates that a server shows to others. */
class ServerSessionTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final TestCertificate root = TestCertificate.root().around(NOW).mint();
  private final TestCertificate usual =
      TestCertificate.leaf("mx.test").issuedBy(root).around(NOW).mint();
  private final TestCertificate expired =
      TestCertificate.leaf("mx.test").issuedBy(root).around(NOW).expiredDays(3).mint();

  @Test
  void aWeakSessionIsAWarning() {
    Observation old =
        ObservationBuilder.of("mx.test")
            .chain(usual)
            .tls("TLSv1", "TLS_RSA_WITH_3DES_EDE_CBC_SHA")
            .build();

    assertThat(findings(old))
        .containsExactly(
            "WARNING weak-session: the TLS session is weak: TLSv1, 3DES, no forward secrecy");
  }

  @Test
  void whatIsWrongWithAnotherCertificateIsWrongWithTheServer() {
    Observation first = ObservationBuilder.of("mx.test").chain(usual).build();
    Observation second = ObservationBuilder.of("mx.test").chain(expired).build();
    Observation both =
        new Observation(
            first.target(),
            first.time(),
            first.address(),
            first.plaintext(),
            first.session(),
            first.chain(),
            first.timing(),
            first.failure(),
            List.of(second));

    assertThat(findings(both))
        .hasSize(2)
        .anyMatch(f -> f.startsWith("FAILURE expired: the server's other certificate: mx.test"))
        .anyMatch(f -> f.startsWith("INFO other-certificate: the server's other certificate"));
  }

  @Test
  void warnsOfAKindOfKeyThatCouldNotBeSeen() {
    Observation first = ObservationBuilder.of("mx.test").chain(usual).build();
    Failure failure =
        new Failure(Step.CONNECT, Category.NOT_REACHED, "timed out after 10 s", Optional.empty());
    Observation once =
        new Observation(
            first.target(),
            first.time(),
            first.address(),
            first.plaintext(),
            first.session(),
            first.chain(),
            first.timing(),
            first.failure(),
            List.of(),
            List.of(new Observation.Unseen(Authentication.RSA, failure)));

    assertThat(findings(once))
        .containsExactly(
            "WARNING other-certificate-unseen: could not find out whether the server has a"
                + " certificate for RSA as well: connect: timed out after 10 s");
  }

  private List<String> findings(Observation observation) {
    AnchorStore roots;
    try {
      roots = FileRoots.read(root.pem().getBytes(StandardCharsets.US_ASCII), "the test's roots");
    } catch (RootsException e) {
      throw new AssertionError(e);
    }
    ValidationPolicy policy =
        new ValidationPolicy(roots, Optional.empty(), Optional.empty(), false);
    return Judge.judge(observation, policy, NOW).findings().stream()
        .map(f -> f.severity() + " " + f.rule().id() + ": " + f.message())
        .toList();
  }
}
