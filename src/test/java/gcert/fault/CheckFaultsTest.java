package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code gcert check} on certificates with a fault: which rule it names, how it ends. */
class CheckFaultsTest {
  private static final TestCertificate ROOT = TestCertificate.root("The Root").mint();
  private static final TestCertificate MIDDLE =
      TestCertificate.intermediate("The Middle").issuedBy(ROOT).mint();
  private static final String SOUND = "";

  @TempDir Path folder;

  /**
   * A certificate that a server shows.
   *
   * @param rule the rule that has to be named; empty when nothing is wrong
   */
  private record Row(String what, ServerIdentity identity, int code, String rule) {
    @Override
    public String toString() {
      return what + ": " + code + " " + rule;
    }
  }

  static Stream<Row> dates() {
    TestCertificate old = TestCertificate.intermediate("Old").issuedBy(ROOT).expiredDays(9).mint();
    return Stream.of(
        row("good", leaf().issuedBy(MIDDLE), 0, SOUND),
        row("expired", leaf().issuedBy(MIDDLE).expiredDays(3), 1, "expired"),
        row("not yet valid", leaf().issuedBy(MIDDLE).startsInDays(2), 1, "not-yet-valid"),
        new Row(
            "expired intermediate",
            ServerIdentity.of(leaf().issuedBy(old).mint(), old),
            1,
            "expired"));
  }

  static Stream<Row> chains() {
    TestCertificate stranger = TestCertificate.root("Stranger").mint();
    TestCertificate good = leaf().issuedBy(MIDDLE).mint();
    TestCertificate again = ROOT.again().issuedBy(stranger).mint();
    return Stream.of(
        new Row("self-signed", ServerIdentity.of(leaf().mint()), 1, "self-signed"),
        new Row(
            "unknown root",
            ServerIdentity.of(leaf().issuedBy(stranger).mint(), stranger),
            1,
            "untrusted-root"),
        new Row("missing link", ServerIdentity.of(good), 1, "missing-intermediate"),
        new Row("out of order", ServerIdentity.of(good, ROOT, MIDDLE), 0, SOUND),
        new Row("duplicates", ServerIdentity.of(good, MIDDLE, MIDDLE, good), 0, SOUND),
        new Row("superfluous", ServerIdentity.of(good, stranger, MIDDLE), 0, SOUND),
        new Row("cross-signed root", ServerIdentity.of(good, MIDDLE, again), 0, SOUND),
        row("damaged signature", leaf().issuedBy(MIDDLE).damagedSignature(), 1, "signature"));
  }

  static Stream<Row> names() {
    return Stream.of(
        row("another name", TestCertificate.leaf("mail.test").issuedBy(MIDDLE), 1, "name"),
        row("common name only", leaf().noNames().issuedBy(MIDDLE), 1, "name"),
        row("a lone wildcard", TestCertificate.leaf("*").issuedBy(MIDDLE), 1, "name"),
        row("part of a label", TestCertificate.leaf("m*.test").issuedBy(MIDDLE), 1, "name"),
        row("two wildcards", TestCertificate.leaf("*.*.test").issuedBy(MIDDLE), 1, "name"),
        row("two labels deep", TestCertificate.leaf("*.mx.test").issuedBy(MIDDLE), 1, "name"),
        row("an address as a name", TestCertificate.leaf("127.0.0.1").issuedBy(MIDDLE), 1, "name"));
  }

  static Stream<Row> rules() {
    TestCertificate narrow =
        TestCertificate.intermediate("Narrow").permittedDns("example.net").issuedBy(ROOT).mint();
    TestCertificate shallow =
        TestCertificate.intermediate("Shallow").pathLength(0).issuedBy(ROOT).mint();
    TestCertificate deep = TestCertificate.intermediate("Deep").issuedBy(shallow).mint();
    TestCertificate noCa = TestCertificate.leaf("not.a.ca").issuedBy(ROOT).mint();
    return Stream.of(
        row(
            "unknown critical extension",
            leaf()
                .extension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, new byte[] {5, 0})
                .issuedBy(MIDDLE),
            1,
            "unknown-critical-extension"),
        new Row(
            "name constraints",
            ServerIdentity.of(leaf().issuedBy(narrow).mint(), narrow),
            1,
            "name-constraints"),
        new Row(
            "path length",
            ServerIdentity.of(leaf().issuedBy(deep).mint(), deep, shallow),
            1,
            "path-length"),
        new Row(
            "a leaf as issuer",
            ServerIdentity.of(leaf().issuedBy(noCa).mint(), noCa),
            1,
            "basic-constraints"),
        row(
            "for mail signing only",
            leaf().extendedKeyUsage(KeyPurposeId.id_kp_emailProtection).issuedBy(MIDDLE),
            1,
            "extended-key-usage"),
        row(
            "a CA as leaf",
            leaf().ca(true).keyUsage(KeyUsage.keyCertSign).issuedBy(MIDDLE),
            1,
            "basic-constraints"));
  }

  static Stream<Row> strengths() {
    TestCertificate rsa = TestCertificate.root("RSA Root").key(KeyKind.RSA_2048).mint();
    TestCertificate middle =
        TestCertificate.intermediate("RSA Middle").key(KeyKind.RSA_2048).issuedBy(ROOT).mint();
    return Stream.of(
        new Row(
            "SHA-1",
            ServerIdentity.of(leaf().signature("SHA1withRSA").issuedBy(middle).mint(), middle),
            1,
            "weak-signature"),
        new Row(
            "MD5",
            ServerIdentity.of(leaf().signature("MD5withRSA").issuedBy(middle).mint(), middle),
            1,
            "weak-signature"),
        row("RSA 1024", leaf().key(KeyKind.RSA_1024).issuedBy(MIDDLE), 1, "weak-key"),
        row("RSA-PSS key", leaf().key(KeyKind.RSA_PSS_2048).issuedBy(MIDDLE), 0, SOUND),
        row("P-384", leaf().key(KeyKind.EC_P384).issuedBy(MIDDLE), 0, SOUND),
        row("P-521", leaf().key(KeyKind.EC_P521).issuedBy(MIDDLE), 0, SOUND),
        new Row(
            "foreign RSA root",
            ServerIdentity.of(leaf().issuedBy(rsa).mint(), rsa),
            1,
            "untrusted-root"));
  }

  static Stream<Row> oddities() {
    X500Name bmp =
        new X500NameBuilder()
            .addRDN(BCStyle.O, new DERBMPString("M\u00fcller \u2603"))
            .addRDN(BCStyle.CN, new DERUTF8String("m\u00fcller.test"))
            .build();
    return Stream.of(
        row("serial 0", leaf().serial(0).issuedBy(MIDDLE), 0, "serial"),
        row("negative serial", leaf().serial(-5).issuedBy(MIDDLE), 1, "serial"),
        row(
            "serial of 40 octets",
            leaf().serial(BigInteger.ONE.shiftLeft(319)).issuedBy(MIDDLE),
            1,
            "serial"),
        row("version 1", leaf().versionOne().issuedBy(MIDDLE), 1, "name"),
        row("empty subject", leaf().subject("").issuedBy(MIDDLE), 0, SOUND),
        row("BMP and UTF-8 names", leaf().subject(bmp).issuedBy(MIDDLE), 0, "subject"));
  }

  @ParameterizedTest
  @MethodSource({"dates", "chains", "names", "rules", "strengths", "oddities"})
  void theRuleIsNamedAndDecidesTheExitCode(Row row) {
    try (FakeMailServer server = FakeMailServer.smtp(row.identity())) {
      Gcert.Outcome outcome = check(server, "text");

      assertThat(outcome.code()).as(outcome.text() + outcome.err()).isEqualTo(row.code());
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.text()).startsWith(row.code() == 0 ? first(row) : "FAILED  ");
      if (row.rule().isEmpty()) {
        assertThat(outcome.text()).doesNotContain("failure [", "warning [");
      } else {
        String severity = row.code() == 0 ? "warning" : "failure";
        assertThat(outcome.text()).contains(severity + " [" + row.rule() + "] ");
      }
    }
  }

  @Test
  void aKeyThatTheHandshakeCannotUseIsStillDescribedFromAFile() {
    for (KeyKind kind : List.of(KeyKind.ED25519, KeyKind.ED448)) {
      Path file = leaf().key(kind).issuedBy(ROOT).mint().writeChain(folder.resolve("leaf.pem"));
      Gcert.Outcome outcome = Gcert.run("check", "--roots", roots(), "file:" + file);

      assertThat(outcome.code()).as(outcome.text() + outcome.err()).isZero();
      assertThat(outcome.text()).contains(kind == KeyKind.ED25519 ? "Ed25519" : "Ed448");
    }
  }

  @Test
  void whenEveryCertificateIsOfTheFutureTheClockIsSuspect() {
    Clock wrong = Clock.fixed(Instant.parse("1970-01-02T03:04:05Z"), ZoneOffset.UTC);
    TestCertificate good = leaf().issuedBy(MIDDLE).mint();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(good, MIDDLE))) {
      Gcert.Outcome outcome =
          new Gcert()
              .clock(wrong)
              .with("fetch", "--name", "mx.test", "--roots", roots(), server.target());

      Complaint.assertOneLine(
          outcome, 1, server, "certificate check", "the clock says 1970-01-02 03:04", "right?");
    }
  }

  @Test
  void aCrowdOfNamesAndConstraintsIsBoundedInTime() {
    String[] names = new String[10_000];
    Arrays.setAll(names, i -> "mx" + i + ".test");
    String[] domains = new String[100_000];
    Arrays.setAll(domains, i -> "d" + i + ".example");
    TestCertificate narrow =
        TestCertificate.intermediate("Narrow").permittedDns(domains).issuedBy(ROOT).mint();
    TestCertificate crowded = TestCertificate.leaf(names).issuedBy(narrow).mint();
    TestCertificate alone = TestCertificate.leaf(names).issuedBy(ROOT).mint();

    for (TestCertificate leaf : List.of(crowded, alone)) {
      Path file = leaf.writeChain(folder.resolve("leaf.pem"));
      Gcert.Outcome outcome =
          Gcert.run("check", "--name", "mx9999.test", "--roots", roots(), "file:" + file);

      assertThat(outcome.code()).as(outcome.text()).isEqualTo(leaf == alone ? 0 : 1);
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static String first(Row row) {
    return row.rule().isEmpty() ? "OK  " : "WARNING  ";
  }

  private static CertificateBuilder leaf() {
    return TestCertificate.leaf("mx.test");
  }

  private static Row row(String what, CertificateBuilder builder, int code, String rule) {
    return new Row(what, ServerIdentity.of(builder.mint(), MIDDLE), code, rule);
  }

  private String roots() {
    return ROOT.writePem(folder.resolve("roots.pem")).toString();
  }

  private Gcert.Outcome check(FakeMailServer server, String format) {
    return Gcert.run(
        "check", "--name", "mx.test", "--roots", roots(), "--format", format, server.target());
  }
}
