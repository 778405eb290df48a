package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that should not be trusted, and chains that only look odd, over a connection. */
class CertificateFaultsTest {
  private static final TestCertificate ROOT = TestCertificate.root("The Root").mint();
  private static final TestCertificate MIDDLE =
      TestCertificate.intermediate("The Middle").issuedBy(ROOT).mint();
  private static final TestCertificate GOOD =
      TestCertificate.leaf("mx.test").issuedBy(MIDDLE).mint();

  @TempDir Path folder;
  private Path roots = Path.of("");

  @BeforeEach
  void trustTheRoot() {
    roots = ROOT.writePem(folder.resolve("roots.pem"));
  }

  @Test
  void aGoodChainIsPrinted() {
    assertPrinted(ServerIdentity.of(GOOD, MIDDLE));
  }

  @Test
  void anExpiredCertificateSaysSinceWhen() {
    assertRejected(
        of(TestCertificate.leaf("mx.test").issuedBy(MIDDLE).expiredDays(3).mint()),
        "mx.test",
        "expired 3 days ago",
        "UTC");
  }

  @Test
  void aCertificateOfTheFutureSaysFromWhen() {
    assertRejected(
        of(TestCertificate.leaf("mx.test").issuedBy(MIDDLE).startsInDays(2).mint()),
        "mx.test",
        "not valid before ",
        "UTC");
  }

  @Test
  void anExpiredIntermediateIsTheOneNamed() {
    TestCertificate old = TestCertificate.intermediate("Old").issuedBy(ROOT).expiredDays(9).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(old).mint();
    assertRejected(ServerIdentity.of(leaf, old), "Old", "expired 9 days ago");
  }

  @Test
  void selfSignedAndUnknownRootAndMissingIntermediateAreThreeSentences() {
    TestCertificate alone = TestCertificate.leaf("mx.test").mint();
    TestCertificate stranger = TestCertificate.root("Stranger").mint();
    TestCertificate foreign = TestCertificate.leaf("mx.test").issuedBy(stranger).mint();

    String selfSigned = assertRejected(ServerIdentity.of(alone), "self-signed");
    String unknown = assertRejected(ServerIdentity.of(foreign, stranger), "Stranger");
    String missing = assertRejected(ServerIdentity.of(GOOD), "The Middle");

    assertThat(List.of(sentence(selfSigned), sentence(unknown), sentence(missing)))
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutTheServersNameTheOneSentIsSuggested() {
    TestCertificate alone = TestCertificate.leaf("invalid2.invalid").mint();
    try (FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(alone))) {
      Gcert.Outcome outcome =
          Gcert.run(
              "fetch",
              "--no-servername",
              "--name",
              "mx.test",
              "--roots",
              roots.toString(),
              server.target());

      Complaint.assertOneLine(outcome, 1, server, "certificate check", "invalid2.invalid");
    }
  }

  @Test
  void theOrderAndTheCompanyOfTheChainDoNotMatter() {
    TestCertificate other = TestCertificate.intermediate("Other").issuedBy(ROOT).mint();
    assertPrinted(ServerIdentity.of(GOOD, ROOT, MIDDLE));
    assertPrinted(ServerIdentity.of(GOOD, other, MIDDLE, MIDDLE, other));
    assertPrinted(ServerIdentity.of(GOOD, MIDDLE, ROOT));
    TestCertificate elsewhere = TestCertificate.root("Elsewhere").mint();
    assertPrinted(ServerIdentity.of(GOOD, MIDDLE, ROOT.again().issuedBy(elsewhere).mint()));
  }

  @Test
  void namesAreComparedAsRfc9525HasIt() {
    for (String name : List.of("mail.test", "a.b.test", "mx.test.example")) {
      assertRejected(of(leaf(name)), "mx.test");
    }
    for (String odd : List.of("*", "*.test", "m*.test", "*.*.test", "*.mx.test")) {
      // A wildcard stands for one whole label and not for a host directly below a top-level one.
      if (!odd.equals("*.test")) {
        assertRejected(of(leaf(odd)), "mx.test");
      }
    }
    assertRejected(
        of(TestCertificate.leaf("mx.test").noNames().issuedBy(MIDDLE).mint()), "mx.test");
  }

  @Test
  void theRuleOfRfc5280ThatIsBrokenIsSaid() {
    assertRejected(
        of(
            TestCertificate.leaf("mx.test")
                .extension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, new byte[] {5, 0})
                .issuedBy(MIDDLE)
                .mint()),
        "critical extension",
        "1.2.3.4.5");
    assertRejected(
        of(
            TestCertificate.leaf("mx.test")
                .extendedKeyUsage(KeyPurposeId.id_kp_emailProtection)
                .issuedBy(MIDDLE)
                .mint()),
        "is not meant for servers");
    TestCertificate narrow =
        TestCertificate.intermediate("Narrow").permittedDns("example.net").issuedBy(ROOT).mint();
    assertRejected(
        ServerIdentity.of(TestCertificate.leaf("mx.test").issuedBy(narrow).mint(), narrow),
        "mx.test");
    TestCertificate shallow =
        TestCertificate.intermediate("Shallow").pathLength(0).issuedBy(ROOT).mint();
    TestCertificate deep = TestCertificate.intermediate("Deep").issuedBy(shallow).mint();
    assertRejected(
        ServerIdentity.of(TestCertificate.leaf("mx.test").issuedBy(deep).mint(), deep, shallow),
        "Shallow");
    TestCertificate noCa = TestCertificate.leaf("not.a.ca").issuedBy(ROOT).mint();
    assertRejected(
        ServerIdentity.of(TestCertificate.leaf("mx.test").issuedBy(noCa).mint(), noCa), "not.a.ca");
  }

  @Test
  void aHostileSubjectReachesNoTerminal() {
    TestCertificate hostile =
        TestCertificate.leaf("mx.test").subject("CN=x\33[2J\7\u202e\u200bgood").mint();
    String line = assertRejected(ServerIdentity.of(hostile), "\\x1b[2J");

    assertThat(line).doesNotContain("\33", "\7", "\u202e", "\u200b");
  }

  @Test
  void aChainOf100CertificatesIsReadAndOneMoreIsTooMany() {
    List<TestCertificate> many = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      many.add(MIDDLE);
    }
    try (FakeMailServer server =
        FakeMailServer.smtp(ServerIdentity.of(GOOD, many.toArray(TestCertificate[]::new)))) {
      assertThat(fetch(server).code()).isZero();
    }
    many.add(MIDDLE);
    try (FakeMailServer server =
        FakeMailServer.smtp(ServerIdentity.of(GOOD, many.toArray(TestCertificate[]::new)))) {
      Complaint.assertOneLine(
          fetch(server), 5, server, "TLS handshake", "longer than the 100 certificates");
    }
  }

  @Test
  void aCertificateOfTenThousandNamesIsRead() {
    String[] names = new String[10_000];
    Arrays.setAll(names, i -> "mx" + i + ".test");
    names[9_999] = "mx.test";
    TestCertificate crowded = TestCertificate.leaf(names).issuedBy(MIDDLE).mint();
    try (FakeMailServer server = FakeMailServer.smtp(of(crowded))) {
      assertThat(fetch(server).code()).isZero();
    }
  }

  @Test
  void aCertificateThatIsTooLargeToReadIsSaidToBeThat() {
    byte[] tenMegabytes = new byte[10_000_000];
    try (FakeMailServer server =
        FakeMailServer.smtp(ServerIdentity.ofOctets(GOOD, List.of(tenMegabytes)))) {
      Complaint.assertOneLine(
          fetch(server),
          5,
          server,
          "TLS handshake",
          "larger than the 1048576 octets that are read");
    }
  }

  @Test
  void octetsThatAreNoCertificateAreSaidToBeThat() {
    try (FakeMailServer server =
        FakeMailServer.smtp(ServerIdentity.ofOctets(GOOD, List.of(new byte[] {1, 2, 3})))) {
      Complaint.assertOneLine(
          fetch(server), 5, server, "TLS handshake", "certificate", "cannot be read");
    }
  }

  private static TestCertificate leaf(String name) {
    return TestCertificate.leaf(name).issuedBy(MIDDLE).mint();
  }

  private static ServerIdentity of(TestCertificate leaf) {
    return ServerIdentity.of(leaf, MIDDLE);
  }

  private static String sentence(String line) {
    return line.substring(line.indexOf("certificate check: "))
        .replaceAll("The Middle|Stranger", "X");
  }

  private void assertPrinted(ServerIdentity identity) {
    try (FakeMailServer server = FakeMailServer.smtp(identity)) {
      Gcert.Outcome outcome = fetch(server);

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text()).isEqualTo(GOOD.pem());
      assertThat(outcome.err()).isEmpty();
    }
  }

  private String assertRejected(ServerIdentity identity, String... words) {
    try (FakeMailServer server = FakeMailServer.smtp(identity)) {
      Gcert.Outcome outcome = fetch(server);
      Complaint.assertOneLine(outcome, 1, server, "certificate check", words);
      assertThat(outcome.err()).contains("; use --insecure to print it anyway");
      return outcome.err();
    }
  }

  private Gcert.Outcome fetch(FakeMailServer server) {
    return Gcert.run("fetch", "--name", "mx.test", "--roots", roots.toString(), server.target());
  }
}
