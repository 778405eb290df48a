package gcert.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.testing.Judging;
import gcert.testing.MintedOcspResponse;
import gcert.testing.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.Test;

/** What an OCSP response says of a certificate (RFC 6960 section 3.2). */
class OcspCheckTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate OTHER = TestCertificate.root("Other Root").mint();
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").issuedBy(ROOT).mint();
  private static final TestCertificate RESPONDER = responder(ROOT);

  private static TestCertificate responder(TestCertificate issuer) {
    return TestCertificate.leaf("ocsp.test")
        .freshKey()
        .issuedBy(issuer)
        .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
        .mint();
  }

  private static RevocationStatus judge(MintedOcspResponse response) {
    return judge(response.der());
  }

  private static RevocationStatus judge(byte[] octets) {
    return new OcspCheck(Judging.certificate(LEAF), Judging.certificate(ROOT), Instant.now())
        .judge(octets);
  }

  private static String why(RevocationStatus status) {
    return ((RevocationStatus.Unknown) status).why();
  }

  @Test
  void theCaItselfAnswers() {
    assertThat(judge(MintedOcspResponse.of(LEAF))).isInstanceOf(RevocationStatus.Good.class);
    assertThat(judge(MintedOcspResponse.of(LEAF).byName()))
        .isInstanceOf(RevocationStatus.Good.class);
    assertThat(judge(MintedOcspResponse.of(LEAF).bySha256()))
        .isInstanceOf(RevocationStatus.Good.class);
  }

  @Test
  void revokedIsToldWithTimeAndReason() {
    Instant since = Instant.parse("2026-11-01T00:00:00Z");

    assertThat(
            judge(
                MintedOcspResponse.of(LEAF)
                    .status(new RevokedStatus(Date.from(since), CRLReason.superseded))))
        .isEqualTo(new RevocationStatus.Revoked(since, "superseded"));
  }

  @Test
  void aResponderThatDoesNotKnowSaysSo() {
    assertThat(why(judge(MintedOcspResponse.of(LEAF).status(new UnknownStatus()))))
        .isEqualTo("says that the responder does not know the certificate");
  }

  @Test
  void whomTheCaHasDelegatedItToAnswersToo() {
    assertThat(judge(MintedOcspResponse.of(LEAF).signedBy(RESPONDER)))
        .isInstanceOf(RevocationStatus.Good.class);
  }

  @Test
  void nobodyElseDoes() {
    TestCertificate server = TestCertificate.leaf("www.test").freshKey().issuedBy(ROOT).mint();
    TestCertificate old =
        TestCertificate.leaf("ocsp.test")
            .freshKey()
            .issuedBy(ROOT)
            .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
            .expiredDays(1)
            .mint();

    assertThat(why(judge(MintedOcspResponse.of(LEAF).signedBy(responder(OTHER)))))
        .isEqualTo("is signed by a responder that another CA has certified");
    assertThat(why(judge(MintedOcspResponse.of(LEAF).signedBy(server))))
        .isEqualTo("is signed by a certificate that is not meant for OCSP responses");
    assertThat(why(judge(MintedOcspResponse.of(LEAF).signedBy(old))))
        .isEqualTo("is signed by a responder whose certificate has expired");
    assertThat(why(judge(MintedOcspResponse.of(LEAF).forgedBy(OTHER))))
        .startsWith("is signed neither by the CA");
    assertThat(why(judge(MintedOcspResponse.of(LEAF).signedBy(RESPONDER).forgedBy(OTHER))))
        .startsWith("is signed neither by the CA");
  }

  @Test
  void anAnswerAboutAnotherCertificateIsNone() {
    TestCertificate other = TestCertificate.leaf("mx.test").issuedBy(ROOT).mint();

    assertThat(why(judge(MintedOcspResponse.of(other)))).isEqualTo("is about other certificates");
    assertThat(why(judge(MintedOcspResponse.of(LEAF).aboutIssuedBy(OTHER).signedBy(RESPONDER))))
        .isEqualTo("is about other certificates");
  }

  @Test
  void anOldAnswerIsNone() {
    Instant now = Instant.now();

    assertThat(
            why(
                judge(
                    MintedOcspResponse.of(LEAF)
                        .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2))))))
        .startsWith("has expired");
    assertThat(why(judge(MintedOcspResponse.of(LEAF).valid(now.minus(Duration.ofDays(2)), null))))
        .startsWith("has expired");
    assertThat(judge(MintedOcspResponse.of(LEAF).valid(now.minus(Duration.ofHours(2)), null)))
        .isInstanceOf(RevocationStatus.Good.class);
    assertThat(
            why(
                judge(
                    MintedOcspResponse.of(LEAF)
                        .valid(now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1))))))
        .startsWith("is from the future");
  }

  @Test
  void aNonceIsTakenAndOtherCriticalExtensionsAreNot() throws Exception {
    Extension nonce =
        new Extension(
            MintedOcspResponse.nonce(), true, new DEROctetString(new byte[16]).getEncoded());
    Extension unknown =
        new Extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE.getEncoded());

    assertThat(judge(MintedOcspResponse.of(LEAF).extension(nonce)))
        .isInstanceOf(RevocationStatus.Good.class);
    assertThat(why(judge(MintedOcspResponse.of(LEAF).extension(unknown))))
        .isEqualTo("has the unknown critical extension 1.2.3.4");
  }

  @Test
  void anErrorIsToldInWords() {
    assertThat(why(judge(MintedOcspResponse.error(6))))
        .isEqualTo(
            "is of no use: the responder says that it does not answer this request (unauthorized)");
    assertThat(why(judge(MintedOcspResponse.error(3))))
        .isEqualTo("is of no use: the responder says to try later");
    assertThat(why(judge(new byte[] {1, 2, 3}))).startsWith("is of no use: it cannot be read");
  }

  @Test
  void aRequestNamesTheCertificate() throws Exception {
    Certificate leaf = Judging.certificate(LEAF);
    OCSPReq request = new OCSPReq(OcspRequest.of(leaf, Judging.certificate(ROOT)));

    assertThat(request.getRequestList()).hasSize(1);
    assertThat(request.getRequestList()[0].getCertID().getSerialNumber())
        .isEqualTo(leaf.serialNumber());
    assertThat(request.isSigned()).isFalse();
  }
}
