package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.MintedCrl;
import gcert.testing.MintedOcspResponse;
import gcert.testing.PublicationServer;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import gcert.testing.TwoCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of revocation and of issuers that are fetched. */
class RevocationTest {
  private static final int USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;
  private static final TestCertificate ROOT = TestCertificate.root().keyUsage(USAGE).mint();

  @TempDir private Path folder;
  private PublicationServer ca;

  @BeforeEach
  void startCa() throws IOException {
    ca = PublicationServer.start();
    Files.writeString(folder.resolve("roots.pem"), ROOT.pem());
  }

  @AfterEach
  void stopCa() {
    ca.close();
  }

  private TestCertificate leaf(Extension... extensions) {
    return leaf(ROOT, extensions);
  }

  private static TestCertificate leaf(TestCertificate issuer, Extension... extensions) {
    var builder = TestCertificate.leaf("mx.test").issuedBy(issuer);
    for (Extension extension : extensions) {
      builder.extension(extension.getExtnId(), extension.isCritical(), extension.getParsedValue());
    }
    return builder.mint();
  }

  private static Extension crl(String... urls) throws IOException {
    DistributionPoint[] points = new DistributionPoint[urls.length];
    for (int i = 0; i < urls.length; i++) {
      points[i] =
          new DistributionPoint(
              new DistributionPointName(
                  new GeneralNames(
                      new GeneralName(GeneralName.uniformResourceIdentifier, urls[i]))),
              null,
              null);
    }
    return new Extension(
        Extension.cRLDistributionPoints, false, new CRLDistPoint(points).getEncoded());
  }

  private static Extension ocsp(String url) throws IOException {
    return new Extension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
                AccessDescription.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, url))
            .getEncoded());
  }

  private static Extension issuer(String url) throws IOException {
    return new Extension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers,
                new GeneralName(GeneralName.uniformResourceIdentifier, url))
            .getEncoded());
  }

  private static Extension mustStaple() throws IOException {
    return new Extension(
        new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
        false,
        new DERSequence(new ASN1Integer(5)).getEncoded());
  }

  private Gcert.Outcome check(TestCertificate leaf, String... options) throws IOException {
    return check(leaf.identity(), options);
  }

  private Gcert.Outcome check(ServerIdentity identity, String... options) throws IOException {
    try (FakeMailServer server = FakeMailServer.speaking(MailProtocol.SMTP).as(identity).start()) {
      return check(server.target(), options);
    }
  }

  private Gcert.Outcome check(String target, String... options) {
    List<String> line = new ArrayList<>(List.of("check", "--name", "mx.test", "--roots"));
    line.add(folder.resolve("roots.pem").toString());
    line.add("--allow-private-addresses");
    line.addAll(List.of(options));
    line.add(target);
    return new Gcert()
        .environment("XDG_CACHE_HOME", folder.toString())
        .with(line.toArray(new String[0]));
  }

  @Test
  void aCertificateThatIsOnNoListPasses() throws Exception {
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());

    Gcert.Outcome outcome = check(leaf(crl(ca.url("/1.crl"))), "--revocation", "hard");

    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.text())
        .contains("info [revoked] mx.test: has not been revoked, says the CRL ");
  }

  @Test
  void aRevokedCertificateFailsInBothModes() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl")));
    ca.publish("/1.crl", MintedCrl.of(ROOT).revoke(leaf, 1).der());

    for (String mode : List.of("soft", "hard")) {
      Gcert.Outcome outcome = check(leaf, "--revocation", mode);

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text())
          .startsWith("FAILED ")
          .contains(
              "failure [revoked] mx.test: was revoked 2026-11-01 00:00 UTC (keyCompromise), says"
                  + " the CRL http://127.0.0.1:");
    }
    assertThat(check(leaf, "--revocation", "soft", "--insecure").code()).isEqualTo(1);
  }

  @Test
  void withoutTheOptionNobodyIsAsked() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl")));
    ca.publish("/1.crl", MintedCrl.of(ROOT).revoke(leaf, 1).der());

    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).start()) {
      assertThat(
              Gcert.run(
                      "check",
                      "--name",
                      "mx.test",
                      "--roots",
                      folder.resolve("roots.pem").toString(),
                      server.target())
                  .code())
          .isZero();
    }
    assertThat(ca.asked()).isEmpty();
  }

  @Test
  void whatCannotBeFoundOutIsAWarningOrAFailure() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/gone.crl")));

    Gcert.Outcome soft = check(leaf, "--revocation", "soft");
    Gcert.Outcome hard = check(leaf, "--revocation", "hard");

    assertThat(soft.code()).isZero();
    assertThat(soft.text())
        .startsWith("WARNING ")
        .contains("warning [revocation-unknown] mx.test: cannot tell whether it has been revoked: ")
        .contains("/gone.crl cannot be fetched: status 404");
    assertThat(hard.code()).isEqualTo(1);
    assertThat(hard.text()).contains("failure [revocation-unknown] ");
    assertThat(check(leaf(), "--revocation", "hard").text())
        .contains("it names neither a CRL nor an OCSP responder that can be asked over HTTP");
  }

  @Test
  void whereTheListIsOfNoUseTheResponderIsAsked() throws Exception {
    TestCertificate[] leaf = new TestCertificate[1];
    ca.respond("/ocsp", question -> MintedOcspResponse.of(leaf[0]).der());
    ca.publish("/1.crl", new byte[] {1, 2, 3});
    leaf[0] = leaf(crl(ca.url("/1.crl")), ocsp(ca.url("/ocsp")));

    Gcert.Outcome good = check(leaf[0], "--revocation", "hard");

    assertThat(good.code()).as(good.text()).isZero();
    assertThat(good.text()).contains("has not been revoked, says the OCSP response http://");
    leaf[0] = leaf(ocsp(ca.url("/ocsp")));
    ca.respond(
        "/ocsp",
        question ->
            MintedOcspResponse.of(leaf[0])
                .status(new RevokedStatus(new java.util.Date(0), 4))
                .der());
    assertThat(check(leaf[0], "--revocation", "hard").text())
        .contains("was revoked 1970-01-01 00:00 UTC (superseded), says the OCSP response ");
  }

  @Test
  void everyCertificateBelowTheRootIsLookedAt() throws Exception {
    TestCertificate intermediate =
        TestCertificate.intermediate()
            .keyUsage(USAGE)
            .issuedBy(ROOT)
            .extension(
                Extension.cRLDistributionPoints, false, crl(ca.url("/root.crl")).getParsedValue())
            .mint();
    TestCertificate leaf = leaf(intermediate, crl(ca.url("/sub.crl")));
    ca.publish("/root.crl", MintedCrl.of(ROOT).revoke(intermediate, 2).der());
    ca.publish("/sub.crl", MintedCrl.of(intermediate).der());

    Gcert.Outcome outcome = check(leaf, "--revocation", "soft", "--format", "json");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text())
        .contains("\"revocation\":[{\"subject\":\"CN=mx.test\"")
        .contains("\"status\":\"good\",\"source\":\"CRL http://")
        .contains("\"status\":\"revoked\"")
        .contains("\"revoked_at\":\"2026-11-01T00:00:00Z\",\"reason\":\"cACompromise\"");
  }

  @Test
  void theCertificateWithAnotherKindOfKeyIsLookedAtAsWell() throws Exception {
    TestCertificate usual = leaf(crl(ca.url("/1.crl")));
    TestCertificate other =
        TestCertificate.leaf("mx.test")
            .key(KeyKind.RSA_2048)
            .issuedBy(ROOT)
            .extension(
                Extension.cRLDistributionPoints, false, crl(ca.url("/2.crl")).getParsedValue())
            .mint();
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());
    ca.publish("/2.crl", MintedCrl.of(ROOT).revoke(other, 1).der());

    try (TwoCertificates server = new TwoCertificates(usual, other)) {
      Gcert.Outcome all = check(server.target(), "--revocation", "soft");
      assertThat(all.code()).as(all.text() + all.err()).isEqualTo(1);
      assertThat(all.text())
          .contains("info [revoked] mx.test: has not been revoked, says the CRL")
          .contains(
              "failure [revoked] the server's other certificate (RSA): mx.test: was revoked"
                  + " 2026-11-01 00:00 UTC (keyCompromise), says the CRL");
      assertThat(check(server.target(), "--revocation", "soft", "--format", "json").text())
          .contains("\"status\":\"good\"", "\"status\":\"revoked\"");
      assertThat(check(server.target(), "--revocation", "soft", "--auth", "any").code()).isZero();
    }
  }

  @Test
  void whatIsFetchedCanBeWatched() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl"), ca.url("/gone.crl")), ocsp(ca.url("/ocsp")));
    byte[] list = MintedCrl.of(TestCertificate.root("Stranger").mint()).der();
    ca.publish("/1.crl", list);
    ca.respond("/ocsp", question -> MintedOcspResponse.of(leaf).der());

    Gcert.Outcome outcome = check(leaf, "--revocation", "hard", "-v");

    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.err().lines().filter(line -> line.contains("fetch")))
        .satisfiesExactly(
            line -> assertThat(line).contains("fetching " + ca.url("/1.crl")),
            line ->
                assertThat(line)
                    .contains("fetched " + ca.url("/1.crl") + ": " + list.length + " octets"),
            line -> assertThat(line).contains("fetching " + ca.url("/gone.crl")),
            line -> assertThat(line).contains("/gone.crl: cannot be fetched: status 404"),
            line -> assertThat(line).contains("fetching " + ca.url("/ocsp")),
            line -> assertThat(line).contains("fetched " + ca.url("/ocsp") + ": "));
  }

  @Test
  void aWatchTellsThatACertificateHasBeenRevoked() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl")));
    ca.publish("/1.crl", MintedCrl.of(ROOT).until(Instant.now().plusSeconds(1)).der());
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).start()) {
      assertThat(watch(server.target()).text()).contains(" first-seen: ");
      ca.publish("/1.crl", MintedCrl.of(ROOT).revoke(leaf, 1).der());

      Gcert.Outcome revoked = watch(server.target());

      assertThat(revoked.code()).as(revoked.text() + revoked.err()).isEqualTo(7);
      assertThat(revoked.text())
          .contains(" unexpected: ")
          .contains("was revoked 2026-11-01 00:00 UTC (keyCompromise), says the CRL ")
          .hasLineCount(1);
      assertThat(watch(server.target()).text()).isEmpty();
    }
  }

  /** Without what an earlier run has kept. */
  private Gcert.Outcome watch(String target) throws IOException {
    List<String> line = new ArrayList<>(List.of("watch", "--name", "mx.test", "--roots"));
    line.add(folder.resolve("roots.pem").toString());
    line.addAll(List.of("--allow-private-addresses", "--revocation", "soft", "--state"));
    line.addAll(List.of(folder.resolve("state").toString(), target));
    return new Gcert()
        .environment("XDG_CACHE_HOME", Files.createTempDirectory(folder, "cache").toString())
        .with(line.toArray(new String[0]));
  }

  @Test
  void addressesOfThisMachineAreNotFollowedUnlessAllowed() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl")));
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());

    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).start()) {
      Gcert.Outcome outcome =
          Gcert.run(
              "check",
              "--revocation",
              "hard",
              "--name",
              "mx.test",
              "--roots",
              folder.resolve("roots.pem").toString(),
              server.target());

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text())
          .contains("leads to the private address 127.0.0.1, which certificates may not lead to")
          .contains("--allow-private-addresses");
    }
    assertThat(ca.asked()).isEmpty();
  }

  @Test
  void whatWasFetchedIsKeptForTheNextRunAndVerifiedAgain() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl")));
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());

    assertThat(check(leaf, "--revocation", "hard").code()).isZero();
    assertThat(check(leaf, "--revocation", "hard").code()).isZero();
    assertThat(ca.asked()).containsExactly("/1.crl");

    Path cache = folder.resolve("gcert").resolve("retrieved");
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        Files.write(
            file, MintedCrl.of(ROOT).signedBy(TestCertificate.root("Mallory").mint()).der());
      }
    }
    assertThat(check(leaf, "--revocation", "hard").code()).isZero();
    assertThat(ca.asked()).containsExactly("/1.crl", "/1.crl");
  }

  @Test
  void aServerThatMustStapleAndDoesNotFails() throws Exception {
    TestCertificate leaf = leaf(crl(ca.url("/1.crl")), mustStaple());
    ca.publish("/1.crl", MintedCrl.of(ROOT).der());

    Gcert.Outcome outcome = check(leaf, "--revocation", "soft");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text())
        .contains(
            "failure [must-staple] mx.test: asks its server to staple OCSP responses (must-staple),"
                + " and the server sends none");
  }

  @Test
  void aMissingIntermediateIsFetchedAndToldOf() throws Exception {
    TestCertificate intermediate =
        TestCertificate.intermediate().keyUsage(USAGE).issuedBy(ROOT).mint();
    TestCertificate leaf = leaf(intermediate, issuer(ca.url("/ca.cer")));
    ca.publish("/ca.cer", intermediate.der());
    ServerIdentity alone = ServerIdentity.of(leaf);

    Gcert.Outcome without = check(alone, "--revocation", "soft");
    Gcert.Outcome fetched = check(alone, "--fetch-issuers");
    Gcert.Outcome strict = check(alone, "--fetch-issuers", "--strict");

    assertThat(without.code()).isEqualTo(1);
    assertThat(fetched.code()).as(fetched.text()).isZero();
    assertThat(fetched.text())
        .startsWith("WARNING ")
        .contains(
            "warning [missing-intermediate] the server does not send its whole chain; fetched Test"
                + " Intermediate from http://127.0.0.1:")
        .contains("Postfix, Exim, OpenSSL");
    assertThat(strict.code()).isEqualTo(1);
  }

  @Test
  void anIssuerThatCannotBeHadLeavesTheVerdictAsItIs() throws Exception {
    TestCertificate intermediate = TestCertificate.intermediate().issuedBy(ROOT).mint();
    TestCertificate leaf = leaf(intermediate, issuer(ca.url("/ca.cer")));
    ca.publish("/ca.cer", TestCertificate.root("Other").mint().der());

    Gcert.Outcome outcome = check(ServerIdentity.of(leaf), "--fetch-issuers");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text())
        .contains("failure [missing-intermediate] ")
        .contains("/ca.cer has no certificate of the issuer");
  }

  @Test
  void theOptionsAreReadStrictly() {
    assertThat(Gcert.run("check", "--revocation", "maybe", "mx.test").err())
        .contains("is neither soft nor hard");
    assertThat(Gcert.run("check", "--allow-private-addresses", "mx.test").err())
        .contains("--allow-private-addresses needs --revocation or --fetch-issuers");
  }
}
