package gcert.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.PublicationServer;
import gcert.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenSSL's OCSP responder, and lists that OpenSSL has made. */
class RevocationIT {
  /** OpenSSL reads what it knows when it starts. */
  private static final long SERIAL = 0x1001;

  private static final int HUNDRED_MEGABYTES = 100 * 1024 * 1024;
  private static final TestCertificate ROOT =
      TestCertificate.root().keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign).mint();
  private static final TestCertificate RESPONDER =
      TestCertificate.leaf("ocsp.test")
          .freshKey()
          .issuedBy(ROOT)
          .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
          .mint();
  private static final TestCertificate STRANGER =
      TestCertificate.leaf("stranger.test").freshKey().issuedBy(ROOT).mint();

  @TempDir private Path folder;
  private PublicationServer web;

  /** OpenSSL's responder, until it is closed. */
  private record Responder(Process process, int port) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    web = PublicationServer.start();
    ROOT.writePem(folder.resolve("ca.pem"));
    ROOT.writeKey(folder.resolve("ca.key"));
    Files.writeString(folder.resolve("index.txt"), "");
    Files.writeString(folder.resolve("crlnumber"), "01\n");
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [ca]
        default_ca = d
        [d]
        database = index.txt
        crlnumber = crlnumber
        default_md = sha256
        default_crl_days = 1
        certificate = ca.pem
        private_key = ca.key
        """);
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private Responder responder(TestCertificate signer) throws IOException {
    signer.writePem(folder.resolve("signer.pem"));
    signer.writeKey(folder.resolve("signer.key"));
    Process process =
        openssl(
            "ocsp",
            "-index",
            "index.txt",
            "-port",
            "0",
            "-rsigner",
            "signer.pem",
            "-rkey",
            "signer.key",
            "-CA",
            "ca.pem",
            "-nmin",
            "60",
            "-ignore_err");
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (!line.startsWith("ACCEPT ")) {
      line = said.readLine();
    }
    String address = line.split(" ")[1];
    return new Responder(
        process, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  private Process openssl(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private byte[] crl() throws IOException, InterruptedException {
    Process pem = openssl("ca", "-gencrl", "-config", "ca.cnf", "-out", "crl.pem");
    String said = new String(pem.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(pem.waitFor()).as(said).isZero();
    assertThat(openssl("crl", "-in", "crl.pem", "-outform", "DER", "-out", "crl.der").waitFor())
        .isZero();
    return Files.readAllBytes(folder.resolve("crl.der"));
  }

  /** Tells OpenSSL of the certificate: valid, or revoked. */
  private void record(String state, String revoked) throws IOException {
    Files.writeString(
        folder.resolve("index.txt"),
        String.join(
                "\t",
                state,
                "361128000000Z",
                revoked,
                Long.toHexString(SERIAL),
                "unknown",
                "/CN=mx.test")
            + "\n");
  }

  private static TestCertificate leaf(String ocsp, String crl) {
    var builder = TestCertificate.leaf("mx.test").serial(SERIAL).issuedBy(ROOT);
    if (!ocsp.isEmpty()) {
      builder.extension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              AccessDescription.id_ad_ocsp,
              new GeneralName(GeneralName.uniformResourceIdentifier, ocsp)));
    }
    if (!crl.isEmpty()) {
      builder.extension(
          Extension.cRLDistributionPoints,
          false,
          new CRLDistPoint(
              new org.bouncycastle.asn1.x509.DistributionPoint[] {
                new org.bouncycastle.asn1.x509.DistributionPoint(
                    new DistributionPointName(
                        new GeneralNames(
                            new GeneralName(GeneralName.uniformResourceIdentifier, crl))),
                    null,
                    null)
              }));
    }
    return builder.mint();
  }

  private static TestCertificate leaf(Responder responder) {
    return leaf("http://127.0.0.1:" + responder.port() + "/", "");
  }

  private Gcert.Outcome check(TestCertificate leaf, String... options) {
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP).as(leaf.identity()).start()) {
      List<String> line = new ArrayList<>(List.of("check", "--revocation", "hard", "--name"));
      line.addAll(List.of("mx.test", "--roots", folder.resolve("ca.pem").toString()));
      line.addAll(List.of(options));
      line.add(server.target());
      return new Gcert().with(line.toArray(new String[0]));
    }
  }

  private Gcert.Outcome checkHere(TestCertificate leaf, String... options) {
    List<String> more = new ArrayList<>(List.of("--allow-private-addresses"));
    more.addAll(List.of(options));
    return check(leaf, more.toArray(new String[0]));
  }

  @Test
  void opensslsResponderIsBelieved() throws Exception {
    record("V", "");
    try (Responder responder = responder(RESPONDER)) {
      TestCertificate leaf = leaf(responder);

      assertThat(checkHere(leaf).text()).contains("has not been revoked, says the OCSP response");
    }
  }

  @Test
  void whatOpensslHasRevokedFails() throws Exception {
    record("R", "261101000000Z,keyCompromise");
    try (Responder responder = responder(RESPONDER)) {
      TestCertificate leaf = leaf(responder);
      Gcert.Outcome outcome = checkHere(leaf);

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.text())
          .contains("was revoked 2026-11-01 00:00 UTC (keyCompromise), says the OCSP response");
    }
  }

  @Test
  void whatOpensslDoesNotKnowIsUnknown() throws Exception {
    try (Responder responder = responder(RESPONDER)) {
      assertThat(checkHere(leaf(responder)).text())
          .contains("says that the responder does not know the certificate");
    }
  }

  @Test
  void anAnswerIsNotForLater() throws Exception {
    record("V", "");
    try (Responder responder = responder(RESPONDER)) {
      TestCertificate leaf = leaf(responder);

      assertThat(checkHere(leaf, "--at", Instant.now().plus(Duration.ofHours(3)).toString()).text())
          .contains("has expired: an update was due ");
    }
  }

  @Test
  void aStrangersSignatureDoesNotCount() throws Exception {
    try (Responder responder = responder(STRANGER)) {
      assertThat(checkHere(leaf(responder)).text())
          .contains("is signed by a certificate that is not meant for OCSP responses");
    }
  }

  @Test
  void aResponderThatIsDownIsToldOf() throws Exception {
    TestCertificate leaf;
    try (Responder responder = responder(RESPONDER)) {
      leaf = leaf(responder);
    }

    assertThat(checkHere(leaf).text()).contains("cannot be fetched: ").contains("refused");
  }

  @Test
  void opensslsListsAreRead() throws Exception {
    TestCertificate leaf = leaf("", web.url("/1.crl"));
    record("V", "");
    web.publish("/1.crl", crl());

    assertThat(checkHere(leaf).text()).contains("has not been revoked, says the CRL");

    record("R", "261101000000Z,superseded");
    web.publish("/1.crl", crl());

    assertThat(checkHere(leaf).text()).contains("was revoked 2026-11-01 00:00 UTC (superseded)");
    assertThat(checkHere(leaf, "--at", Instant.now().plus(Duration.ofDays(2)).toString()).text())
        .contains("has expired: an update was due ");
  }

  @Test
  void aListOfAHundredMegabytesIsNotRead() {
    web.publish("/1.crl", new byte[HUNDRED_MEGABYTES]);

    assertThat(checkHere(leaf("", web.url("/1.crl"))).text())
        .contains("larger than 33554432 octets");
  }

  @Test
  void aListInsideTheNetworkIsNotAskedFor() {
    assertThat(check(leaf("", web.url("/1.crl"))).text())
        .contains("leads to the private address 127.0.0.1");
    assertThat(web.asked()).isEmpty();
  }
}
