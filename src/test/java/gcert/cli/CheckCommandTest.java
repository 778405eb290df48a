package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.testing.Gcert;
import gcert.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gcert check} as a script meets it: streams and exit codes, on files. */
final class CheckCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir private Path folder;

  private final TestCertificate root = TestCertificate.root("Test Root").mint();
  private final TestCertificate leaf =
      TestCertificate.leaf("mx.test")
          .valid(NOW.minus(Duration.ofDays(23)), NOW.plus(Duration.ofDays(61)))
          .issuedBy(root)
          .mint();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new java.util.HashMap<>();
  private Path rootFile = Path.of("");
  private String good = "";

  @BeforeEach
  void writeFiles() {
    environment.put("GCERT_CONFIG", "");
    environment.put("LC_ALL", "C.UTF-8");
    rootFile = root.writePem(folder.resolve("root.pem"));
    good = "file:" + leaf.writeChain(folder.resolve("good.pem"));
  }

  @Test
  void targetsBetweenOptionsAreEachJudgedOnceAndInOrder() {
    String other = "file:" + leaf.writeChain(folder.resolve("other.pem"));
    String last = "file:" + leaf.writeChain(folder.resolve("last.pem"));

    assertThat(check(good, "--name", "mx.test", other, "--strict", last)).isZero();

    assertThat(out().lines().filter(line -> line.startsWith("OK")).map(line -> line.split(" +")[1]))
        .containsExactly(good, other, last);
  }

  @Test
  void aGoodCertificateIsReportedFirstThingAndTheExitCodeIsZero() {
    assertThat(check(good)).isZero();
    assertThat(out()).startsWith("OK  " + good).contains("61 days left", "Test Root");
    assertThat(out()).contains("[name] mx.test: its names were not checked");
    assertThat(err()).isEmpty();
  }

  @Test
  void aWrongNameIsAFailureWithItsRule() {
    assertThat(check(good, "--name", "mx.test")).isZero();
    assertThat(check(good, "--name", "other.test")).isEqualTo(1);
    assertThat(out())
        .startsWith("FAILED  ")
        .contains("failure [name] certificate \"mx.test\" is not valid for");
    assertThat(err()).isEmpty();
  }

  @Test
  void insecureReportsWhatIsWrongAndGoesOn() {
    assertThat(check(good, "--name", "other.test", "--insecure")).isZero();
    assertThat(out())
        .startsWith("WARNING  ")
        .contains("failure [name] certificate \"mx.test\" is not valid for");
  }

  @Test
  void insecureWaivesTrustAndNothingThatWasAskedForBesides() {
    String other = "0".repeat(64);
    String[] waived = {"--insecure", "--name", "other.test"};
    assertThat(check(with(waived, good))).isZero();
    assertThat(check(with(waived, good, "--pin", other))).isEqualTo(1);
    assertThat(check(with(waived, good, "--require-anchor", "Other Root"))).isEqualTo(1);
    assertThat(check(with(waived, good, "--expires-within", "70d"))).isEqualTo(6);
    assertThat(check(with(waived, good, "--expires-within", "70d", "--at", "2027-02-01")))
        .isEqualTo(1);
    assertThat(check(with(waived, good, "--at", "2027-02-01"))).isZero();
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void withoutAThresholdTheLastTenthOfTheLifetimeIsAWarningWithExitCodeZero() {
    assertThat(check(good, "--at", "2027-01-22")).isZero();
    assertThat(out()).startsWith("WARNING  ").contains("in the last 10% of its lifetime");
    assertThat(check(good, "--at", "2027-01-01")).isZero();
    assertThat(out()).startsWith("OK  ");
    assertThat(check(good, "-q", "--at", "2027-01-22")).isZero();
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'21d,7d', 6d, 1", "'7d,21d', 6d, 1", "'21d,7d', 20d, 6", "'21d,7d', 30d, 0"})
  void aSecondThresholdFails(String thresholds, String left, int code) {
    Instant at = NOW.plus(Duration.ofDays(61 - Integer.parseInt(left.replace("d", ""))));
    assertThat(check(good, "--expires-within", thresholds, "--at", at.toString())).isEqualTo(code);
    String[] two = thresholds.split(",");
    assertThat(
            check(
                good,
                "--expires-within",
                two[0],
                "--expires-within",
                two[1],
                "--at",
                at.toString()))
        .isEqualTo(code);
  }

  @Test
  void quietlyWhatExpiresSoonIsStillSaid() {
    assertThat(check(good, "-q", "--expires-within", "70d")).isEqualTo(6);
    assertThat(out()).startsWith("WARNING  ").contains("[expires-soon]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-such-option", "--timeout=never", "--roots=/no/such/file"})
  void aMonitorIsToldOfAMistakeAsUnknownOnStandardOutput(String mistake) {
    assertThat(check(good, "--format", "nagios", mistake)).isEqualTo(3);
    assertThat(out()).startsWith("GCERT UNKNOWN - ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"61d, 6", "60d, 0", "1464h, 6", "1463h, 0", "72%, 0", "73%, 6", "100%, 6"})
  void expiringWithinTheThresholdIsExitCodeSix(String threshold, int code) {
    assertThat(check(good, "--expires-within", threshold)).isEqualTo(code);
    assertThat(out().contains("warning [expires-soon] mx.test: expires in 61 days"))
        .isEqualTo(code == 6);
  }

  @Test
  void anExpiredCertificateIsBadAndNotMerelyExpiring() {
    assertThat(check(good, "--expires-within", "14d", "--at", "2027-02-01")).isEqualTo(1);
    assertThat(out()).startsWith("FAILED  ").doesNotContain("expires-soon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"14", "0%", "101%", "1.5d", "soon", "-1d", "%", "", "d", "14 days"})
  void aThresholdThatIsNoneIsAUsageError(String threshold) {
    assertThat(check(good, "--expires-within", threshold)).isEqualTo(2);
    assertThat(err()).contains("--expires-within: ", "is neither a time such as 14d");
    assertThat(out()).isEmpty();
  }

  @Test
  void aPinMayBeADigestOrAFile() throws Exception {
    Certificate own = Certificate.parse(leaf.der());
    byte[] spki = HexFormat.of().parseHex(own.spkiSha256());
    String base64 = Base64.getEncoder().encodeToString(spki);
    Path key = folder.resolve("key.pem");
    Files.writeString(
        key, TestCertificate.pem("PUBLIC KEY", leaf.x509().getPublicKey().getEncoded()));
    String other = "0".repeat(64);
    assertThat(check(good, "--pin", own.sha256())).isZero();
    assertThat(check(good, "--pin", "sha256//" + base64)).isZero();
    assertThat(check(good, "--pin", key.toString())).isZero();
    assertThat(out()).contains("info [pin] mx.test: the key of the certificate itself meets");
    assertThat(check(good, "--pin", rootFile.toString())).isZero();
    assertThat(out()).contains("its issuer Test Root meets the pin " + rootFile + " (line 1)");
    assertThat(check(good, "--pin", other, "--pin", key.toString())).isZero();
    assertThat(check(good, "--pin", other)).isEqualTo(1);
    assertThat(out()).contains("failure [pin] mx.test: neither the certificate nor a verified");
  }

  @Test
  void aPinThatCannotBeReadIsSaidBeforeAnythingIsChecked() throws Exception {
    assertThat(check(good, "--pin", "nonsense")).isEqualTo(2);
    assertThat(err()).contains("'nonsense' is neither a SHA-256 in hex or base64 nor a file");
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");
    assertThat(check(good, "--pin", empty.toString())).isEqualTo(8);
    assertThat(err()).contains("holds neither a PEM certificate nor a public key");
    assertThat(out()).isEmpty();
  }

  @Test
  void theAnchorCanBeRequired() throws Exception {
    String sha256 = Certificate.parse(root.der()).sha256();
    assertThat(check(good, "--require-anchor", "Test Root")).isZero();
    assertThat(check(good, "--require-anchor", sha256.toUpperCase(java.util.Locale.ROOT))).isZero();
    assertThat(check(good, "--require-anchor", "GTS Root R1")).isEqualTo(1);
    assertThat(out()).contains("failure [anchor] mx.test: the path ends in Test Root");
    assertThat(check(good, "--require-anchor", "GTS Root R1", "--require-anchor", "Test Root"))
        .isZero();
  }

  @Test
  void whatIsRequiredOfTheSessionCannotBeJudgedFromAFile() {
    assertThat(check(good, "--require", "tls1.3,ecdhe")).isZero();
    assertThat(out()).startsWith("WARNING  ").contains("a file shows no TLS session: not judged");
    assertThat(check(good, "--require", "tls1.4")).isEqualTo(2);
    assertThat(err()).contains("--require: 'tls1.4' is not one of tls1.2, tls1.3, ecdhe");
  }

  @Test
  void theWorstOfSeveralTargetsDecidesAndEachIsReported() {
    String expired =
        "file:"
            + TestCertificate.leaf("old.test")
                .valid(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(3)))
                .issuedBy(root)
                .mint()
                .writePem(folder.resolve("old.pem"));
    assertThat(check(good, expired, good)).isEqualTo(1);
    assertThat(out().lines().filter(line -> line.matches("[A-Z]+  file:.*")))
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("OK  " + good),
            second -> assertThat(second).startsWith("FAILED  " + expired).contains("expired"),
            third -> assertThat(third).startsWith("OK  " + good));
    assertThat(check(good, "file:" + folder.resolve("none.pem"), expired)).isEqualTo(8);
    assertThat(out()).contains("ERROR  file:", "no such file");
  }

  @Test
  void quietlyNothingIsSaidOfWhatIsInOrder() {
    assertThat(check("-q", good)).isZero();
    assertThat(out()).isEmpty();
    assertThat(check("-q", good, "--name", "other.test")).isEqualTo(1);
    assertThat(out()).startsWith("FAILED  ");
  }

  @Test
  void aReportForProgramsLeavesTheReasonOnStandardErrorForPersons() {
    assertThat(check("--format", "json", good, "--name", "other.test")).isEqualTo(1);
    assertThat(out()).startsWith("{\"schema\":\"gcert/1\"").hasLineCount(1);
    assertThat(err())
        .startsWith(
            "gcert: "
                + good
                + ": certificate check: certificate \"mx.test\" is not valid for other.test")
        .hasLineCount(1);
  }

  @Test
  void theReportIsWrittenToTheFileWhateverTheVerdictIs() throws IOException {
    Path file = folder.resolve("gcert.prom");
    String[] arguments = {
      "--format", "prometheus", "-o", file.toString(), "--name", "other.test", good
    };
    assertThat(check(arguments)).isEqualTo(1);
    assertThat(Files.readString(file)).contains("gcert_check_success{target=\"" + good + "\"} 0");
    assertThat(err()).contains("certificate check: ", "gcert.prom: updated");
    assertThat(out()).isEmpty();
    assertThat(check(arguments)).isEqualTo(1);
    assertThat(err()).contains("gcert.prom: unchanged");
    assertThat(Files.list(folder).map(path -> path.getFileName().toString()))
        .containsExactlyInAnyOrder("root.pem", "good.pem", "gcert.prom");
  }

  @Test
  void aFileThatCannotBeWrittenIsALocalFault() {
    Path file = folder.resolve("none").resolve("gcert.prom");
    assertThat(check("--format", "prometheus", "-o", file.toString(), good)).isEqualTo(8);
    assertThat(err()).contains("; not ");
  }

  @Test
  void theExitCodesForNagiosAreThoseOfAPlugin() {
    assertThat(check("--format", "nagios", good)).isZero();
    assertThat(out()).startsWith("GCERT OK - ").hasLineCount(1);
    assertThat(check("--format", "nagios", good, "--expires-within", "90d")).isEqualTo(1);
    assertThat(out()).startsWith("GCERT WARNING - ").contains("|days_left=61;90:;0:");
    assertThat(check("--format", "nagios", good, "--name", "other.test")).isEqualTo(2);
    assertThat(out()).startsWith("GCERT CRITICAL - ");
    assertThat(check("--format", "nagios", good, "--pin", "nonsense")).isEqualTo(3);
    assertThat(out()).startsWith("GCERT UNKNOWN - --pin: 'nonsense'").hasLineCount(1);
    assertThat(err()).isEmpty();
  }

  @Test
  void junitReportsEveryTarget() {
    assertThat(check("--format", "junit", good, good)).isZero();
    assertThat(out()).startsWith("<?xml ").contains("tests=\"2\" failures=\"0\" errors=\"0\"");
  }

  @Test
  void aCertificateOnStandardInputIsJudgedByTheSameRules() {
    assertThat(checkWith(leaf.pem().getBytes(StandardCharsets.US_ASCII), "-")).isZero();
    assertThat(out()).startsWith("OK  standard input");
  }

  @Test
  void aDefaultOfAnOptionComesFromTheEnvironment() {
    environment.put("GCERT_EXPIRES_WITHIN", "90d");
    assertThat(check(good)).isEqualTo(6);
    environment.put("GCERT_EXPIRES_WITHIN", "soon");
    assertThat(check(good)).isEqualTo(2);
    assertThat(err()).contains("GCERT_EXPIRES_WITHIN: 'soon' is neither");
  }

  private int check(String... arguments) {
    return checkWith(new byte[0], arguments);
  }

  private int checkWith(byte[] input, String... arguments) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of("check", "--roots", rootFile.toString()));
    all.addAll(List.of(arguments));
    return Main.run(
        all.toArray(String[]::new),
        new ByteArrayInputStream(input),
        out,
        err,
        environment,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void datesThatCannotBeReadAreNotTheYear1970(@TempDir Path folder) throws IOException {
    // A certificate by its outermost form, with nothing in it: 30 { 30 {}, 30 {}, 03 { 00 00 } }.
    byte[] hollow = HexFormat.of().parseHex("3008" + "3000" + "3000" + "03020000");
    Path file = folder.resolve("hollow.der");
    Files.write(file, hollow);

    Gcert.Outcome outcome = Gcert.run("check", "file:" + file);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text()).contains("dates cannot be read").doesNotContain("1970", "expired");
  }
}
