package gcert.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.dns.SystemLookup;
import gcert.net.DialSettings;
import gcert.net.Ticker;
import gcert.retrieval.Publications;
import gcert.retrieval.Retriever;
import gcert.testing.Judging;
import gcert.testing.MintedCrl;
import gcert.testing.MintedOcspResponse;
import gcert.testing.PublicationServer;
import gcert.testing.TestCertificate;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever may come of asking for a CRL, and of asking a responder. */
class RevocationMatrixTest {
  private static final int HUNDRED_MEGABYTES = 100 * 1024 * 1024;
  private static final TestCertificate ROOT =
      TestCertificate.root().keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign).mint();
  private static final TestCertificate STRANGER =
      TestCertificate.root("Stranger").keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign).mint();

  /** Where nobody may connect to, of all addresses of this machine. */
  private static final String PRIVATE = "127.0.0.9";

  private PublicationServer ca;

  @BeforeEach
  void startCa() throws IOException {
    ca = PublicationServer.start();
  }

  @AfterEach
  void stopCa() {
    ca.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CRL  | good         | good",
        "CRL  | revoked      | revoked",
        "CRL  | gone         | cannot be fetched: status 404",
        "CRL  | expired      | has expired: an update was due",
        "CRL  | wrong signer | is not signed with the key of the CA",
        "CRL  | down         | cannot be fetched:",
        "CRL  | huge         | larger than 33554432 octets",
        "CRL  | redirected   | private address 127.0.0.9",
        "OCSP | good         | good",
        "OCSP | revoked      | revoked",
        "OCSP | unknown      | the responder does not know the certificate",
        "OCSP | expired      | has expired: an update was due",
        "OCSP | wrong signer | is signed neither by the CA",
        "OCSP | down         | cannot be fetched:",
        "OCSP | huge         | larger than 65536 octets",
        "OCSP | redirected   | private address 127.0.0.9"
      })
  void whatComesOfAsking(String source, String world, String expected) throws IOException {
    boolean list = source.equals("CRL");
    TestCertificate leaf = leaf(list, ca.url("/here"));
    switch (world) {
      case "gone" -> ca.withdraw("/here");
      case "down" -> ca.close();
      case "huge" -> ca.publish("/here", new byte[HUNDRED_MEGABYTES]);
      case "redirected" -> ca.redirect("/here", ca.url("/there").replace("127.0.0.1", PRIVATE));
      default -> {
        byte[] answer = list ? list(world, leaf) : response(world, leaf);
        ca.respond("/here", question -> answer);
      }
    }

    CertificateStatus status =
        new RevocationLookup(reader(), Duration.ofSeconds(20), Instant.now(), Ticker.system())
            .statuses(
                List.of(Judging.certificate(leaf), Judging.certificate(ROOT)),
                List.of(),
                ExchangeLog.SILENT)
            .get(0);

    assertThat(said(status)).contains(expected);
    assertThat(ca.asked()).doesNotContain("/there");
  }

  private static byte[] list(String world, TestCertificate leaf) {
    return switch (world) {
      case "revoked" -> MintedCrl.of(ROOT).revoke(leaf, 1).der();
      case "expired" ->
          MintedCrl.from(ROOT, Instant.now().minus(Duration.ofDays(9)))
              .until(Instant.now().minus(Duration.ofDays(2)))
              .der();
      case "wrong signer" -> MintedCrl.of(ROOT).signedBy(STRANGER).der();
      default -> MintedCrl.of(ROOT).der();
    };
  }

  private static byte[] response(String world, TestCertificate leaf) {
    MintedOcspResponse response = MintedOcspResponse.of(leaf);
    return switch (world) {
      case "revoked" -> response.status(new RevokedStatus(new Date(0), 1)).der();
      case "expired" ->
          response
              .valid(
                  Instant.now().minus(Duration.ofDays(9)), Instant.now().minus(Duration.ofDays(2)))
              .der();
      case "unknown" -> response.status(new UnknownStatus()).der();
      case "wrong signer" -> response.forgedBy(STRANGER).der();
      default -> response.der();
    };
  }

  private static String said(CertificateStatus status) {
    if (status.decisive().isPresent()) {
      return status.decisive().get().status() instanceof RevocationStatus.Good ? "good" : "revoked";
    }
    return ((RevocationStatus.Unknown) status.sources().get(0).status()).why();
  }

  private static Publications reader() {
    Retriever retriever =
        new Retriever(
            new SystemLookup(),
            () -> new TlsClient(TlsSettings.defaults()),
            DialSettings.defaults(),
            seen -> {},
            address -> !address.getHostAddress().equals(PRIVATE),
            Ticker.system(),
            Clock.systemUTC());
    return new Publications(retriever, Optional.empty(), Clock.systemUTC());
  }

  private static TestCertificate leaf(boolean list, String url) {
    GeneralName where = new GeneralName(GeneralName.uniformResourceIdentifier, url);
    var builder = TestCertificate.leaf("mx.test").issuedBy(ROOT);
    return list
        ? builder
            .extension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                    new org.bouncycastle.asn1.x509.DistributionPoint[] {
                      new org.bouncycastle.asn1.x509.DistributionPoint(
                          new DistributionPointName(new GeneralNames(where)), null, null)
                    }))
            .mint()
        : builder
            .extension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, where))
            .mint();
  }
}
