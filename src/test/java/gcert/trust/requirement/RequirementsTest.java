package gcert.trust.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users demand beyond trust, each demand alone: met, not met, and at the boundary. */
final class RequirementsTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(100));

  private final TestCertificate root = TestCertificate.root("Test Root").mint();
  private final TestCertificate middle =
      TestCertificate.intermediate("Test Issuer").issuedBy(root).mint();
  private final TestCertificate leaf =
      TestCertificate.leaf("mx.test").valid(FROM, UNTIL).issuedBy(middle).mint();
  private final Observation seen = ObservationBuilder.of("mx.test").chain(leaf).build();
  private final Verdict trusted = verdict(leaf, middle, root);
  private final Verdict untrusted = new Verdict(List.of(), List.of(), Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "14, -1, false",
    "14, 0, true",
    "14, 1, true",
    "100, 0, true",
    "14, 1209600, true", // the last second of the lifetime
    "14, 1209601, false" // expired: the rules on validity say so
  })
  void theSpanBeforeTheEndIncludesBothItsEnds(int days, long secondsIntoSpan, boolean soon) {
    Instant at = UNTIL.minus(Duration.ofDays(days)).plusSeconds(secondsIntoSpan);
    List<Finding> findings = expiresWithin(days).judge(seen, trusted, at);
    assertThat(findings).hasSize(soon ? 1 : 0);
    if (soon) {
      assertThat(findings.get(0).rule().id()).isEqualTo("expires-soon");
      assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
    }
  }

  @Test
  void aSpanHoldsForEveryCertificateOfThePath() {
    TestCertificate old =
        TestCertificate.intermediate("Old Issuer")
            .valid(FROM, FROM.plus(Duration.ofDays(30)))
            .issuedBy(root)
            .mint();
    TestCertificate under = TestCertificate.leaf("mx.test").valid(FROM, UNTIL).issuedBy(old).mint();
    Observation observation = ObservationBuilder.of("mx.test").chain(under).build();
    Instant at = FROM.plus(Duration.ofDays(20));
    assertThat(expiresWithin(14).judge(observation, verdict(under, old, root), at))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith("Old Issuer: expires in 10 days"));
    assertThat(expiresWithin(14).judge(observation, untrusted, at)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"79, false", "80, true", "81, true", "100, true", "101, false"})
  void aShareIsOneOfTheLeafsOwnLifetime(int daysIntoLifetime, boolean soon) {
    Requirement fifth = new ExpiresWithin(new ExpiresWithin.Share(20));
    Instant at = FROM.plus(Duration.ofDays(daysIntoLifetime));
    assertThat(fifth.judge(seen, trusted, at)).hasSize(soon ? 1 : 0);
  }

  @Test
  void theWarningSaysWhenAndWhy() {
    Instant at = UNTIL.minus(Duration.ofDays(10));
    assertThat(expiresWithin(14).judge(seen, trusted, at))
        .extracting(Finding::message)
        .containsExactly("mx.test: expires in 10 days, at 2026-04-11 00:00 UTC, within 14 days");
    assertThat(
            new ExpiresWithin(new ExpiresWithin.Share(20))
                .judge(seen, trusted, UNTIL.minusSeconds(90)))
        .extracting(Finding::message)
        .containsExactly(
            "mx.test: expires in 90 seconds, at 2026-04-11 00:00 UTC,"
                + " in the last 20% of its lifetime");
  }

  @Test
  void aPinIsMetByTheCertificateOrItsKey() throws Exception {
    Certificate own = Certificate.parse(leaf.der());
    assertMet(
        new Pin(Pin.Kind.EITHER, own.sha256(), "a"), "the certificate itself meets the pin a");
    assertMet(
        new Pin(Pin.Kind.EITHER, own.spkiSha256(), "b"),
        "the key of the certificate itself meets the pin b");
    assertMet(new Pin(Pin.Kind.CERTIFICATE, own.sha256(), "c"), "meets the pin c");
    assertMet(new Pin(Pin.Kind.KEY, own.spkiSha256(), "d"), "meets the pin d");
    assertMissed(new Pin(Pin.Kind.KEY, own.sha256(), "e"));
    assertMissed(new Pin(Pin.Kind.CERTIFICATE, own.spkiSha256(), "f"));
  }

  @Test
  void aPinIsMetByAnIssuerOfTheVerifiedPathAlone() throws Exception {
    Pin issuer = new Pin(Pin.Kind.KEY, Certificate.parse(middle.der()).spkiSha256(), "issuer");
    assertMet(issuer, "the key of its issuer Test Issuer meets the pin issuer");
    assertThat(new Pins(List.of(issuer)).judge(seen, untrusted, FROM))
        .extracting(Finding::severity)
        .containsExactly(Severity.FAILURE);
  }

  @Test
  void oneOfSeveralPinsIsEnough() throws Exception {
    Pin next = new Pin(Pin.Kind.EITHER, "0".repeat(64), "next");
    Pin now = new Pin(Pin.Kind.EITHER, Certificate.parse(leaf.der()).sha256(), "now");
    assertThat(new Pins(List.of(next, now)).judge(seen, trusted, FROM))
        .extracting(Finding::message)
        .containsExactly("mx.test: the certificate itself meets the pin now");
    String spki = Certificate.parse(leaf.der()).spkiSha256();
    assertThat(new Pins(List.of(next, next)).judge(seen, trusted, FROM))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("meets any of the 2 pins", spki));
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, , tls1.2 ecdhe pfs aes128 aead",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, secp256r1, tls1.2 ecdhe pfs aes256",
    "TLSv1.2, TLS_DHE_RSA_WITH_AES_256_CCM_8, , tls1.2 pfs aes256 aead",
    "TLSv1.2, TLS_RSA_WITH_AES_128_CBC_SHA, , tls1.2 aes128",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, , tls1.2 ecdhe pfs chacha20 aead",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, x25519, tls1.2 tls1.3 ecdhe pfs aes128 aead",
    "TLSv1.3, TLS_AES_256_GCM_SHA384, X25519MLKEM768, tls1.2 tls1.3 ecdhe pfs aes256 aead",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256, SecP256r1MLKEM768,"
        + " tls1.2 tls1.3 ecdhe pfs chacha20 aead",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, ffdhe2048, tls1.2 tls1.3 pfs aes128 aead",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, MLKEM768, tls1.2 tls1.3 pfs aes128 aead",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, , tls1.2 tls1.3 pfs aes128 aead",
    "TLSv1, SSL_RSA_WITH_3DES_EDE_CBC_SHA, , ''",
    "TLSv1.1, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, secp256r1, ecdhe pfs aes128"
  })
  void aSessionMeetsTheseDemandsAndNoOthers(
      String version, String cipher, String group, String met) {
    ObservationBuilder builder = ObservationBuilder.of("mx.test").chain(leaf);
    builder = group == null ? builder.tls(version, cipher) : builder.tls(version, cipher, group);
    Observation observation = builder.build();
    List<String> words = new ArrayList<>();
    for (TlsRequirement demand : TlsRequirement.values()) {
      List<Finding> findings =
          new RequiredTls(EnumSet.of(demand)).judge(observation, trusted, FROM);
      if (findings.isEmpty()) {
        words.add(demand.word());
      } else {
        assertThat(findings)
            .singleElement()
            .satisfies(f -> assertThat(f.rule().id()).startsWith("require-"))
            .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.FAILURE))
            .satisfies(f -> assertThat(f.message()).startsWith(demand.word() + " is required"));
      }
    }
    assertThat(String.join(" ", words)).isEqualTo(met);
  }

  @Test
  void ciphersNamedTogetherAreAlternatives() {
    Requirement either = new RequiredTls(EnumSet.of(TlsRequirement.AES128, TlsRequirement.AES256));
    assertThat(either.judge(seen, trusted, FROM)).isEmpty();
    Requirement other = new RequiredTls(EnumSet.of(TlsRequirement.CHACHA20, TlsRequirement.AES256));
    assertThat(other.judge(seen, trusted, FROM))
        .extracting(Finding::message)
        .containsExactly(
            "aes256 or chacha20 is required, but the server chose TLSv1.3 with"
                + " TLS_AES_128_GCM_SHA256 and x25519");
  }

  @Test
  void aSessionOfAFileCannotBeJudgedAndTheFindingSaysSo() {
    Observation file = ObservationBuilder.of("file:mx.pem").chain(leaf).build();
    Requirement demand = new RequiredTls(EnumSet.of(TlsRequirement.TLS1_3, TlsRequirement.PFS));
    assertThat(demand.judge(file, trusted, FROM))
        .containsExactly(
            new Finding(
                Rule.REQUIRE_VERSION,
                Severity.WARNING,
                "tls1.3, pfs is required, but a file shows no TLS session: not judged"));
    Observation server = ObservationBuilder.of("mx.test").chain(leaf).withoutTls().build();
    assertThat(demand.judge(server, trusted, FROM))
        .extracting(Finding::severity)
        .containsExactly(Severity.FAILURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Test Root", "test root", "CN=Test Root"})
  void theAnchorIsKnownByItsName(String name) {
    assertThat(new RequiredAnchor(List.of(name)).judge(seen, trusted, FROM)).isEmpty();
  }

  @Test
  void theAnchorIsKnownByItsDigestAndOneOfSeveralIsEnough() throws Exception {
    String sha256 = Certificate.parse(root.der()).sha256();
    assertThat(new RequiredAnchor(List.of("Other", sha256)).judge(seen, trusted, FROM)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Test", "Root", "Test Issuer", "Test Root 2", "Test.Root"})
  void anotherAnchorIsAFailureThatNamesBoth(String name) {
    assertThat(new RequiredAnchor(List.of(name)).judge(seen, trusted, FROM))
        .singleElement()
        .satisfies(f -> assertThat(f.rule().id()).isEqualTo("anchor"))
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.FAILURE))
        .satisfies(
            f ->
                assertThat(f.message())
                    .contains("the path ends in Test Root (SHA-256 ")
                    .endsWith("required is " + name));
  }

  @Test
  void withoutAPathNoAnchorIsTheRequiredOne() {
    assertThat(new RequiredAnchor(List.of("Test Root")).judge(seen, untrusted, FROM))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("there is no verified path"));
  }

  @Test
  void whenNoNameWasCheckedTheVerdictSaysSo() {
    assertThat(new NameUnchecked().judge(seen, trusted, FROM))
        .containsExactly(
            new Finding(
                Rule.NAME,
                Severity.INFO,
                "mx.test: its names were not checked: no name was given to check"));
  }

  @Test
  void theFindingsOfDemandsStandAmongTheOthersTheGravestFirst() {
    Verdict before =
        new Verdict(
            List.of(new Finding(Rule.NAME, Severity.WARNING, "name")),
            trusted.path(),
            trusted.anchor());
    Requirements demands =
        new Requirements(List.of(expiresWithin(100), new RequiredAnchor(List.of("Another Root"))));
    Verdict after = demands.judge(seen, before, UNTIL.minusSeconds(1));
    assertThat(after.findings())
        .extracting(f -> f.rule().id())
        .containsExactly("anchor", "name", "expires-soon");
    assertThat(after.path()).isEqualTo(before.path());
    assertThat(Requirements.none().judge(seen, before, FROM)).isSameAs(before);
  }

  @Test
  void ofTwoThresholdsTheSecondFails() {
    Requirement demand =
        new ExpiresWithin(
            new ExpiresWithin.Span(Duration.ofDays(21)),
            Optional.of(new ExpiresWithin.Span(Duration.ofDays(7))),
            true);
    assertThat(demand.judge(seen, trusted, UNTIL.minus(Duration.ofDays(22)))).isEmpty();
    assertThat(demand.judge(seen, trusted, UNTIL.minus(Duration.ofDays(20))))
        .extracting(Finding::severity)
        .contains(Severity.WARNING)
        .doesNotContain(Severity.FAILURE);
    assertThat(demand.judge(seen, trusted, UNTIL.minus(Duration.ofDays(7))))
        .extracting(Finding::severity)
        .contains(Severity.FAILURE);
  }

  @Test
  void anExpiredCertificateDoesNotMeetAThresholdThatWasAskedFor() {
    Verdict expired =
        new Verdict(
            List.of(new Finding(Rule.EXPIRED, Severity.FAILURE, "x: expired")),
            List.of(),
            Optional.empty());
    assertThat(expiresWithin(14).unmet(seen, expired, UNTIL.plusSeconds(1))).hasSize(1);
    assertThat(ExpiresWithin.usual().unmet(seen, expired, UNTIL.plusSeconds(1))).isEmpty();
  }

  private static Requirement expiresWithin(int days) {
    return new ExpiresWithin(new ExpiresWithin.Span(Duration.ofDays(days)));
  }

  private void assertMet(Pin pin, String sentence) {
    assertThat(new Pins(List.of(pin)).judge(seen, trusted, FROM))
        .singleElement()
        .satisfies(f -> assertThat(f.rule().id()).isEqualTo("pin"))
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.INFO))
        .satisfies(f -> assertThat(f.message()).endsWith(sentence));
  }

  private void assertMissed(Pin pin) {
    assertThat(new Pins(List.of(pin)).judge(seen, trusted, FROM))
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.FAILURE));
  }

  private static Verdict verdict(TestCertificate... path) {
    List<Certificate> all = ObservationBuilder.of("file:x").sent(path).build().chain();
    Anchor anchor = new Anchor(all.get(all.size() - 1), "test");
    return new Verdict(List.of(), all, Optional.of(anchor));
  }
}
