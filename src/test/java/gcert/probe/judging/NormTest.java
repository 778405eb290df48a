package gcert.probe.judging;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.probe.CodePoint;
import gcert.probe.Feature;
import gcert.probe.Preference;
import gcert.probe.ProtocolVersion;
import gcert.probe.Registry;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The norms say of everything that can be found what they think of it, or that they say nothing.
 */
class NormTest {
  private static final ServerRange NOTHING = Ranges.of(List.of());

  /** What the norms leave open. */
  private static final Set<String> OPEN =
      Set.of("group", "scheme", "suite", "key", "dh", "order", "feature");

  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void eachVersionIsGraded(NormProfile profile) {
    for (ProtocolVersion version : ProtocolVersion.values()) {
      assertThat(grade(profile, "version", version.key())).as(version.key()).isPresent();
    }
    assertThat(grade(profile, "version", "SSLv2")).contains(Grade.INSUFFICIENT);
    assertThat(grade(profile, "version", "SSLv3")).contains(Grade.INSUFFICIENT);
    assertThat(grade(profile, "version", "TLSv1.3")).contains(Grade.GOOD);
  }

  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void eachSuiteThatAClientWithoutSharedSecretsCanGetIsGraded(NormProfile profile) {
    for (CodePoint suite : Registry.suites()) {
      boolean foreign =
          Stream.of("_PSK", "SRP", "KRB5", "GOST", "CECPQ1").anyMatch(suite.name()::contains);
      if (!foreign) {
        assertThat(grade(profile, "suite", suite.name())).as(suite.name()).isPresent();
      }
    }
    for (CodePoint kind : Registry.ssl2Kinds()) {
      assertThat(grade(profile, "ssl2", kind.name())).contains(Grade.INSUFFICIENT);
    }
  }

  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void forbidsWhatIsBroken(NormProfile profile) {
    for (CodePoint suite : Registry.suites()) {
      boolean broken =
          Stream.of("_NULL_", "_RC4_", "EXPORT", "_DES_CBC_").anyMatch(suite.name()::contains);
      if (broken) {
        assertThat(grade(profile, "suite", suite.name()))
            .as(suite.name())
            .contains(Grade.INSUFFICIENT);
      }
    }
  }

  /** A name that is misspelled, or stands behind one that covers it, would never count. */
  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void eachRowCountsForSomething(NormProfile profile) {
    for (NormRule rule : Norm.of(profile).rules()) {
      boolean counts =
          names(rule.subject()).stream()
              .anyMatch(
                  name ->
                      Norm.of(profile).rules().stream()
                          .filter(other -> other.subject().equals(rule.subject()))
                          .filter(other -> other.isAbout(name))
                          .findFirst()
                          .filter(rule::equals)
                          .isPresent());
      assertThat(counts).as(rule.toString()).isTrue();
    }
  }

  private static List<String> names(String subject) {
    String kind = subject.contains(".") ? subject.substring(0, subject.indexOf('.')) : subject;
    return switch (kind) {
      case "version", "missing" ->
          Arrays.stream(ProtocolVersion.values()).map(ProtocolVersion::key).toList();
      case "suite" -> Registry.suites().stream().map(CodePoint::name).toList();
      case "ssl2" -> Registry.ssl2Kinds().stream().map(CodePoint::name).toList();
      case "group" -> Registry.groups().stream().map(CodePoint::name).toList();
      case "scheme" -> Registry.schemes().stream().map(CodePoint::name).toList();
      case "dh" -> List.of("512", "1024", "2048", "3072", "4096");
      case "order" -> List.of("server", "client");
      case "key" ->
          List.of(
              "RSA 1024",
              "RSA 2048",
              "RSA 3072",
              "EC P-192",
              "EC P-224",
              "EC P-256",
              "EC P-384",
              "EC P-521",
              "EC brainpoolP256r1",
              "EC secp256k1",
              "Ed25519",
              "Ed448",
              "ML-DSA-65");
      case "feature" ->
          Arrays.stream(Feature.values())
              .flatMap(feature -> Stream.of(feature.key() + " yes", feature.key() + " no"))
              .toList();
      default -> throw new AssertionError(subject);
    };
  }

  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void eachRowOfATableNamesASubjectAndAFeatureThatThereIs(NormProfile profile) {
    for (NormRule rule : Norm.of(profile).rules()) {
      assertThat(names(rule.subject())).isNotEmpty();
      rule.unless()
          .ifPresent(
              key -> assertThat(Feature.values()).anyMatch(feature -> feature.key().equals(key)));
    }
    assertThat(Norm.of(profile).title()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rfc9325, suite, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, good",
    "rfc9325, suite, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, sufficient",
    "rfc9325, suite, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, phase out",
    "rfc9325, suite, TLS_RSA_WITH_AES_128_GCM_SHA256, phase out",
    "rfc9325, suite, TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, phase out",
    "rfc9325, suite, TLS_RSA_WITH_3DES_EDE_CBC_SHA, phase out",
    "rfc9325, suite, TLS_RSA_EXPORT_WITH_DES40_CBC_SHA, insufficient",
    "rfc9325, scheme, rsa_pkcs1_sha1, insufficient",
    "rfc9325, dh, 1024, insufficient",
    "rfc9325, key, RSA 2048, good",
    "rfc9325, key, RSA 1024, insufficient",
    "rfc9325, feature, extended_master_secret no, insufficient",
    "ncsc-nl-2025, version, TLSv1.2, sufficient",
    "ncsc-nl-2025, suite, TLS_AES_256_GCM_SHA384, good",
    "ncsc-nl-2025, suite, TLS_AES_128_GCM_SHA256, sufficient",
    "ncsc-nl-2025, suite, TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, phase out",
    "ncsc-nl-2025, suite, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, insufficient",
    "ncsc-nl-2025, key, RSA 2048, phase out",
    "ncsc-nl-2025, key, RSA 4096, good",
    "bsi-tr-02102-2, suite, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, sufficient",
    "bsi-tr-02102-2, suite, TLS_CHACHA20_POLY1305_SHA256, insufficient",
    "bsi-tr-02102-2, suite, TLS_ECDH_RSA_WITH_AES_256_GCM_SHA384, phase out",
    "bsi-tr-02102-2, scheme, rsa_pkcs1_sha256, insufficient",
    "bsi-tr-02102-2, group, x25519, insufficient",
    "bsi-tr-02102-2, key, RSA 2048, insufficient",
    "mozilla-intermediate, suite, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, insufficient",
    "mozilla-intermediate, group, X25519MLKEM768, good",
    "mozilla-intermediate, order, server, sufficient"
  })
  void gradesAsTheNormSays(String profile, String subject, String name, String grade) {
    NormProfile norm =
        Arrays.stream(NormProfile.values()).filter(p -> p.key().equals(profile)).findAny().get();

    assertThat(grade(norm, subject, name).map(Grade::label)).contains(grade);
  }

  @Test
  void takesBlockCiphersWithEncryptThenMac() {
    ServerRange with =
        Ranges.of(List.of(), new ServerRange.Found(Feature.ENCRYPT_THEN_MAC, Support.YES));

    Optional<NormRule> rule =
        Norm.of(NormProfile.RFC9325).grade("suite", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", with);

    assertThat(rule.flatMap(NormRule::grade)).contains(Grade.SUFFICIENT);
  }

  @Test
  void judgesEverythingThatWasFoundOnce() throws MalformedCertificateException {
    Certificate certificate =
        Certificate.parse(TestCertificate.leaf("mx.test").key(KeyKind.RSA_2048).mint().der());
    VersionRange old =
        new VersionRange(
            ProtocolVersion.TLS_1_2,
            Support.YES,
            List.of(
                Ranges.choice(Registry.suite(0x009f), OptionalInt.of(1024)),
                Ranges.choice(Registry.suite(0x009e), OptionalInt.of(1024))),
            Preference.SERVER,
            List.of(Registry.group(29), Registry.group(4588)),
            Preference.SERVER,
            List.of(Registry.scheme(0x0804)));
    ServerRange range =
        Ranges.of(
            List.of(Ranges.none(ProtocolVersion.TLS_1_3), old),
            List.of(new ServerRange.Found(Feature.COMPRESSION, Support.NO)),
            List.of(certificate));

    Assessment assessment = NormJudge.judge(NormProfile.RFC9325, range);

    assertThat(assessment.worst()).isEqualTo(Grade.INSUFFICIENT);
    assertThat(assessment.findings())
        .extracting(f -> f.subject() + " " + f.name() + ": " + f.grade().map(Grade::label))
        .containsExactly(
            "missing TLSv1.3: Optional[sufficient]",
            "version TLSv1.2: Optional[good]",
            "suite TLS_DHE_RSA_WITH_AES_256_GCM_SHA384: Optional[phase out]",
            "suite TLS_DHE_RSA_WITH_AES_128_GCM_SHA256: Optional[phase out]",
            "group x25519: Optional[good]",
            "group X25519MLKEM768: Optional.empty",
            "scheme rsa_pss_rsae_sha256: Optional[good]",
            "dh 1024: Optional[insufficient]",
            "key RSA 2048: Optional[good]",
            "feature compression no: Optional[good]");
    assertThat(assessment.of(Optional.of(Grade.INSUFFICIENT)))
        .containsExactly(new Finding("dh", "1024", Optional.of(Grade.INSUFFICIENT), "4.5"));
  }

  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void judgesAnyServer(NormProfile profile) {
    for (int seed = 0; seed < 100; seed++) {
      for (Finding finding : NormJudge.judge(profile, Ranges.any(new Random(seed))).findings()) {
        assertThat(finding.grade().isPresent()).isEqualTo(!finding.clause().isEmpty());
        assertThat(finding.grade().isPresent() || OPEN.contains(finding.subject()))
            .as(finding.toString())
            .isTrue();
      }
    }
  }

  @Test
  void hasTheNamesOfTheCommandLine() {
    for (NormProfile profile : NormProfile.values()) {
      assertThat(profile.key())
          .isEqualTo(profile.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  private static Optional<Grade> grade(NormProfile profile, String subject, String name) {
    return Norm.of(profile).grade(subject, name, NOTHING).flatMap(NormRule::grade);
  }

  /** Kept apart, so that a table without rows cannot pass. */
  @ParameterizedTest
  @EnumSource(NormProfile.class)
  void hasRowsAboutEverySubject(NormProfile profile) {
    List<String> subjects = new ArrayList<>();
    Norm.of(profile).rules().forEach(rule -> subjects.add(rule.subject().replaceAll("\\..*", "")));

    assertThat(subjects).contains("version", "suite", "ssl2", "group", "dh", "key", "feature");
  }
}
