package gcert.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.net.Ticker;
import gcert.testing.Judging;
import gcert.testing.PublicationServer;
import gcert.testing.TestCertificate;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which issuers are fetched, and in which forms. */
class IssuerLookupTest {
  private static final TestCertificate ROOT = TestCertificate.root().mint();

  private PublicationServer ca;

  @BeforeEach
  void startCa() throws IOException {
    ca = PublicationServer.start();
  }

  @AfterEach
  void stopCa() {
    ca.close();
  }

  private AuthorityInformationAccess at(String path) {
    return new AuthorityInformationAccess(
        AccessDescription.id_ad_caIssuers,
        new GeneralName(GeneralName.uniformResourceIdentifier, ca.url(path)));
  }

  private TestCertificate leaf(TestCertificate issuer, String path) {
    return TestCertificate.leaf("mx.test")
        .issuedBy(issuer)
        .extension(Extension.authorityInfoAccess, false, at(path))
        .mint();
  }

  private static IssuerSearch search(TestCertificate... chain) {
    List<Certificate> certificates = List.of(chain).stream().map(Judging::certificate).toList();
    return new IssuerLookup(PublicationServer.reader(), Duration.ofSeconds(20), Ticker.system())
        .search(certificates, ExchangeLog.SILENT);
  }

  private static List<Certificate> found(IssuerSearch search) {
    return search.found().stream().map(FetchedIssuer::certificate).toList();
  }

  @Test
  void derPemAndPkcs7AreRead() throws Exception {
    TestCertificate middle = TestCertificate.intermediate().issuedBy(ROOT).mint();
    TestCertificate leaf = leaf(middle, "/ca");
    DERSet certificates =
        new DERSet(
            new org.bouncycastle.asn1.ASN1Encodable[] {
              org.bouncycastle.asn1.ASN1Primitive.fromByteArray(ROOT.der()),
              org.bouncycastle.asn1.ASN1Primitive.fromByteArray(middle.der())
            });
    byte[] message =
        new ContentInfo(
                CMSObjectIdentifiers.signedData,
                new SignedData(
                    new DERSet(),
                    new ContentInfo(CMSObjectIdentifiers.data, null),
                    certificates,
                    null,
                    new DERSet()))
            .getEncoded();

    for (byte[] form :
        List.of(middle.der(), middle.pem().getBytes(StandardCharsets.US_ASCII), message)) {
      ca.publish("/ca", form);
      assertThat(found(search(leaf))).containsExactly(Judging.certificate(middle));
    }
  }

  @Test
  void oneLeadsToTheNextUpToARoot() {
    TestCertificate upper =
        TestCertificate.intermediate("Upper")
            .issuedBy(ROOT)
            .extension(Extension.authorityInfoAccess, false, at("/root"))
            .mint();
    TestCertificate lower =
        TestCertificate.intermediate("Lower")
            .issuedBy(upper)
            .extension(Extension.authorityInfoAccess, false, at("/upper"))
            .mint();
    TestCertificate leaf = leaf(lower, "/lower");
    ca.publish("/lower", lower.der());
    ca.publish("/upper", upper.der());
    ca.publish("/root", ROOT.der());

    assertThat(found(search(leaf)))
        .containsExactly(
            Judging.certificate(lower), Judging.certificate(upper), Judging.certificate(ROOT));
    assertThat(found(search(leaf, lower)))
        .containsExactly(Judging.certificate(upper), Judging.certificate(ROOT));
  }

  @Test
  void aRingIsWalkedOnce() {
    TestCertificate one =
        TestCertificate.root("One")
            .extension(Extension.authorityInfoAccess, false, at("/two"))
            .mint();
    TestCertificate two =
        TestCertificate.intermediate("Two")
            .issuedBy(one)
            .extension(Extension.authorityInfoAccess, false, at("/one"))
            .mint();
    TestCertificate oneAgain =
        one.again()
            .issuedBy(two)
            .extension(Extension.authorityInfoAccess, false, at("/two"))
            .mint();
    ca.publish("/one", oneAgain.der());
    ca.publish("/two", two.der());

    assertThat(found(search(leaf(two, "/two")))).hasSize(2);
  }

  @Test
  void noMoreThanAFewAreFetched() {
    TestCertificate issuer = ROOT;
    for (int i = 0; i < 7; i++) {
      issuer =
          TestCertificate.intermediate("CA " + i)
              .issuedBy(issuer)
              .extension(Extension.authorityInfoAccess, false, at("/" + (i - 1)))
              .mint();
      ca.publish("/" + i, issuer.der());
    }

    assertThat(found(search(leaf(issuer, "/6")))).hasSize(IssuerLookup.MOST_ISSUERS);
  }

  @Test
  void whoseKeyDidNotSignIsNotTheIssuer() {
    TestCertificate middle = TestCertificate.intermediate().issuedBy(ROOT).mint();
    TestCertificate namesake = TestCertificate.intermediate().freshKey().issuedBy(ROOT).mint();
    ca.publish("/ca", namesake.der());
    IssuerSearch search = search(leaf(middle, "/ca"));

    assertThat(search.found()).isEmpty();
    assertThat(search.failures().get(0)).endsWith("/ca has no certificate of the issuer");

    ca.publish("/ca", "nothing of use".getBytes(StandardCharsets.US_ASCII));
    assertThat(search(leaf(middle, "/ca")).failures().get(0)).contains(" holds no certificate: ");
  }
}
