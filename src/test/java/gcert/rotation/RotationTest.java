package gcert.rotation;

import static gcert.testing.TestCertificate.leaf;
import static gcert.testing.TestCertificate.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gcert.certificate.Certificate;
import gcert.testing.CertificateBuilder;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private static final Instant FIRST = Instant.parse("2026-09-01T00:00:00Z");
  private static final Instant RENEWED = FIRST.plus(Duration.ofDays(60));
  private static final TestCertificate CA =
      root().subject("CN=Intermediate 1, O=Trust Services").mint();
  private static final TestCertificate SECOND_CA =
      root().subject("CN=Intermediate 2, O=Trust Services").mint();
  private static final TestCertificate STRANGER =
      root().subject("CN=Intermediate 1, O=Another Authority").mint();

  @Test
  void oneCertificateEverywhereIsStable() throws Exception {
    Certificate only = certificate(from(FIRST));

    Rotation rotation = Rotation.of(seen(3, only));

    assertThat(rotation.kind()).isEqualTo(RotationKind.STABLE);
    assertThat(rotation.words()).isEqualTo("stable");
    assertThat(rotation.groups()).hasSize(1);
    assertThat(rotation.seen()).isEqualTo(3);
  }

  @Test
  void anOldAndANewCertificateAreARotationWithTheNewOnesCounted() throws Exception {
    Certificate old = certificate(from(FIRST));
    Certificate renewed = certificate(from(RENEWED));

    Rotation rotation = Rotation.of(both(seen(3, old), seen(7, renewed)));

    assertThat(rotation.words()).isEqualTo("rotating (7 of 10 new)");
    assertThat(rotation.groups())
        .extracting(SeenCertificate::certificate)
        .containsExactly(renewed, old);
    assertThat(rotation.groups()).extracting(SeenCertificate::count).containsExactly(7, 3);
  }

  @Test
  void aRenewalByAnotherIntermediateOfTheSameAuthorityIsARotation() throws Exception {
    Certificate old = certificate(from(FIRST));
    Certificate renewed = certificate(from(RENEWED).issuedBy(SECOND_CA));

    assertThat(Rotation.of(both(seen(1, old), seen(1, renewed))).kind())
        .isEqualTo(RotationKind.ROTATING);
  }

  @Test
  void aRenewalWithTheSameKeyIsARotationOfOneKey() throws Exception {
    TestCertificate old = from(FIRST).mint();
    Certificate renewed = certificate(from(RENEWED).key(old.keys()));

    Rotation rotation = Rotation.of(both(seen(1, Certificate.parse(old.der())), seen(1, renewed)));

    assertThat(rotation.kind()).isEqualTo(RotationKind.ROTATING);
    assertThat(rotation.keyCount()).isEqualTo(1);
  }

  @Test
  void anRsaAndAnEcdsaCertificateOfTheSameDaysAreASplit() throws Exception {
    Certificate ec = certificate(from(FIRST));
    Certificate rsa = certificate(from(FIRST.plusSeconds(3600)).key(KeyKind.RSA_2048));

    Rotation rotation = Rotation.of(both(seen(4, ec), seen(2, rsa)));

    assertThat(rotation.words()).isEqualTo("split (2 RSA 2048, 4 EC P-256)");
  }

  @Test
  void aPairOfWhichOneHalfIsBeingRenewedIsARotation() throws Exception {
    Certificate ec = certificate(from(FIRST));
    Certificate rsa = certificate(from(FIRST).key(KeyKind.RSA_2048));
    Certificate renewed = certificate(from(RENEWED));

    Rotation rotation = Rotation.of(both(seen(2, ec, rsa), seen(1, renewed)));

    assertThat(rotation.words()).isEqualTo("rotating (1 of 5 new)");
  }

  @Test
  void aSuccessorWithAnotherKindOfKeyIsARotationAndNoSplit() throws Exception {
    Certificate rsa = certificate(from(FIRST).key(KeyKind.RSA_2048));
    Certificate ec = certificate(from(RENEWED));

    assertThat(Rotation.of(both(seen(1, rsa), seen(1, ec))).words())
        .isEqualTo("rotating (1 of 2 new)");
  }

  @Test
  void certificatesForDifferentNamesAreAMismatch() throws Exception {
    Certificate one = certificate(from(FIRST));
    Certificate other = certificate(leaf("imap.example.net").issuedBy(CA));

    assertThat(Rotation.of(both(seen(1, one), seen(1, other))).words())
        .isEqualTo("mismatch (different names)");
  }

  @Test
  void aRenewalWithOneNameMoreIsARotation() throws Exception {
    Certificate old = certificate(from(FIRST));
    Certificate renewed = certificate(from(RENEWED).dns("mx2.example.net"));

    assertThat(Rotation.of(both(seen(1, old), seen(1, renewed))).kind())
        .isEqualTo(RotationKind.ROTATING);
  }

  @Test
  void certificatesOfDifferentAuthoritiesAreAMismatch() throws Exception {
    Certificate one = certificate(from(FIRST));
    Certificate other = certificate(from(RENEWED).issuedBy(STRANGER));

    assertThat(Rotation.of(both(seen(1, one), seen(1, other))).words())
        .isEqualTo("mismatch (different issuers)");
  }

  @Test
  void anUntrustedCertificateBesideATrustedOneIsAMismatch() throws Exception {
    Certificate one = certificate(from(FIRST));
    Certificate other = certificate(from(RENEWED));

    Rotation rotation =
        Rotation.of(List.of(new Sighting("a", one, true), new Sighting("b", other, false)));

    assertThat(rotation.words()).isEqualTo("mismatch (only some are trusted)");
  }

  @Test
  void nothingSeenCannotBeJudged() {
    assertThatIllegalArgumentException().isThrownBy(() -> Rotation.of(List.of()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfSightingsDoesNotMatter(long seed) throws Exception {
    Certificate old = certificate(from(FIRST));
    Certificate renewed = certificate(from(RENEWED));
    List<Sighting> sightings = new ArrayList<>(both(seen(5, old), seen(4, renewed)));
    Collections.shuffle(sightings, new Random(seed));

    Rotation rotation = Rotation.of(sightings);

    assertThat(rotation.words()).isEqualTo("rotating (4 of 9 new)");
    assertThat(rotation.groups())
        .extracting(SeenCertificate::certificate)
        .containsExactly(renewed, old);
  }

  private static CertificateBuilder from(Instant notBefore) {
    return leaf("mx.example.net")
        .issuedBy(CA)
        .valid(notBefore, notBefore.plus(Duration.ofDays(90)))
        .freshKey();
  }

  private static Certificate certificate(CertificateBuilder builder) throws Exception {
    return Certificate.parse(builder.mint().der());
  }

  private static List<Sighting> seen(int times, Certificate... certificates) {
    List<Sighting> sightings = new ArrayList<>();
    for (Certificate certificate : certificates) {
      for (int i = 0; i < times; i++) {
        sightings.add(new Sighting("192.0.2." + i, certificate, true));
      }
    }
    return sightings;
  }

  private static List<Sighting> both(List<Sighting> some, List<Sighting> others) {
    List<Sighting> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
