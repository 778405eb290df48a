package gcert.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.MintedCrl;
import gcert.testing.TestCertificate;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

/** What a CRL says of a certificate (RFC 5280 section 6.3.3). */
class CrlCheckTest {
  private static final String URL = "http://crl.test/1.crl";
  private static final TestCertificate ROOT =
      TestCertificate.root().keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign).mint();
  private static final TestCertificate OTHER =
      TestCertificate.root("Other Root").keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign).mint();
  private static final TestCertificate LEAF = leaf(null, null);

  private static TestCertificate leaf(ReasonFlags reasons, GeneralNames issuer) {
    return TestCertificate.leaf("mx.test")
        .issuedBy(ROOT)
        .extension(
            Extension.cRLDistributionPoints,
            false,
            new CRLDistPoint(
                new org.bouncycastle.asn1.x509.DistributionPoint[] {
                  new org.bouncycastle.asn1.x509.DistributionPoint(name(URL), reasons, issuer)
                }))
        .mint();
  }

  private static DistributionPointName name(String url) {
    return new DistributionPointName(
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
  }

  private static CrlCheck.Outcome judge(MintedCrl crl) throws Exception {
    return judge(crl, LEAF, ROOT);
  }

  private static CrlCheck.Outcome judge(
      MintedCrl crl, TestCertificate certificate, TestCertificate issuer) throws Exception {
    return new CrlCheck(
            Judging.certificate(certificate), Judging.certificate(issuer), Instant.now())
        .judge(Crl.parse(crl.der()), DistributionPoint.of(Judging.certificate(certificate)).get(0));
  }

  private static String why(CrlCheck.Outcome outcome) {
    return ((RevocationStatus.Unknown) outcome.status()).why();
  }

  @Test
  void whatIsNotOnTheListIsGood() throws Exception {
    CrlCheck.Outcome outcome = judge(MintedCrl.of(ROOT).revoke(BigInteger.valueOf(7), 1));

    assertThat(outcome.status()).isInstanceOf(RevocationStatus.Good.class);
    assertThat(outcome.covered().isAll()).isTrue();
  }

  @Test
  void aListWithoutEntriesIsOne() throws Exception {
    assertThat(judge(MintedCrl.of(ROOT)).status()).isInstanceOf(RevocationStatus.Good.class);
  }

  @Test
  void whatIsOnTheListIsRevokedWithItsReason() throws Exception {
    MintedCrl crl = MintedCrl.of(ROOT);
    for (int i = 0; i < 100; i++) {
      crl.revoke(BigInteger.valueOf(i + 2), 0);
    }

    assertThat(judge(crl.revoke(LEAF, 1)).status())
        .isEqualTo(
            new RevocationStatus.Revoked(Instant.parse("2026-11-01T00:00:00Z"), "keyCompromise"));
    assertThat(judge(MintedCrl.of(ROOT).revoke(LEAF, 6)).status())
        .isEqualTo(
            new RevocationStatus.Revoked(Instant.parse("2026-11-01T00:00:00Z"), "certificateHold"));
  }

  @Test
  void onlyTheKeyOfTheCaCounts() throws Exception {
    assertThat(why(judge(MintedCrl.of(ROOT).signedBy(OTHER))))
        .isEqualTo("is not signed with the key of the CA that issued the certificate");
  }

  @Test
  void anotherIssuerIsAnIndirectList() throws Exception {
    assertThat(why(judge(MintedCrl.named(ROOT, "CN=Somebody Else"))))
        .contains("indirect CRLs are not used");
    GeneralNames issuer = new GeneralNames(new GeneralName(OTHER.subject()));
    assertThat(why(judge(MintedCrl.of(ROOT), leaf(null, issuer), ROOT)))
        .contains("indirect CRLs are not used");
    IssuingDistributionPoint indirect =
        new IssuingDistributionPoint(null, false, false, null, true, false);
    assertThat(
            why(
                judge(
                    MintedCrl.of(ROOT)
                        .extension(Extension.issuingDistributionPoint, true, indirect))))
        .isEqualTo("is an indirect CRL: not used");
  }

  @Test
  void aKeyThatMayNotSignListsSignsNone() throws Exception {
    TestCertificate root = TestCertificate.root().keyUsage(KeyUsage.keyCertSign).mint();
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                    new org.bouncycastle.asn1.x509.DistributionPoint[] {
                      new org.bouncycastle.asn1.x509.DistributionPoint(name(URL), null, null)
                    }))
            .mint();

    assertThat(why(judge(MintedCrl.of(root), leaf, root)))
        .isEqualTo("is signed with a key that may not sign CRLs");
  }

  @Test
  void anExpiredListSaysNothing() throws Exception {
    Instant old = Instant.now().minus(Duration.ofDays(3));

    assertThat(why(judge(MintedCrl.from(ROOT, old)))).startsWith("has expired: an update was due ");
    assertThat(why(judge(MintedCrl.from(ROOT, Instant.now().plus(Duration.ofHours(1))))))
        .startsWith("is from the future: ");
  }

  @Test
  void anExpiredListDoesNotRevokeEither() throws Exception {
    MintedCrl crl = MintedCrl.from(ROOT, Instant.now().minus(Duration.ofDays(3))).revoke(LEAF, 1);

    assertThat(why(judge(crl))).startsWith("has expired");
  }

  @Test
  void aDeltaSaysOnlyWhatHasChanged() throws Exception {
    MintedCrl delta =
        MintedCrl.of(ROOT).extension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));

    assertThat(why(judge(delta)))
        .isEqualTo("is a delta CRL, which says only what has changed: not used");
  }

  @Test
  void anUnknownCriticalExtensionMakesAListUseless() throws Exception {
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4");

    assertThat(why(judge(MintedCrl.of(ROOT).extension(unknown, true, DERNull.INSTANCE))))
        .isEqualTo("has the unknown critical extension 1.2.3.4");
    assertThat(judge(MintedCrl.of(ROOT).extension(unknown, false, DERNull.INSTANCE)).status())
        .isInstanceOf(RevocationStatus.Good.class);
    assertThat(
            why(
                judge(
                    MintedCrl.of(ROOT)
                        .revoke(
                            LEAF, new Extension(unknown, true, DERNull.INSTANCE.getEncoded())))))
        .isEqualTo("has an entry with a critical extension that is not known");
  }

  @Test
  void aListForOthersSaysNothing() throws Exception {
    IssuingDistributionPoint cas =
        new IssuingDistributionPoint(null, false, true, null, false, false);
    IssuingDistributionPoint users =
        new IssuingDistributionPoint(name(URL), true, false, null, false, false);
    IssuingDistributionPoint elsewhere =
        new IssuingDistributionPoint(
            name("http://crl.test/2.crl"), false, false, null, false, false);

    assertThat(why(judge(scoped(cas)))).isEqualTo("covers only certificates of another kind");
    assertThat(judge(scoped(users)).status()).isInstanceOf(RevocationStatus.Good.class);
    assertThat(why(judge(scoped(elsewhere))))
        .isEqualTo("is for another distribution point than the certificate names");
  }

  private static MintedCrl scoped(IssuingDistributionPoint scope) {
    return MintedCrl.of(ROOT).extension(Extension.issuingDistributionPoint, true, scope);
  }

  @Test
  void aListForSomeReasonsCoversThoseAlone() throws Exception {
    ReasonFlags some = new ReasonFlags(ReasonFlags.keyCompromise);
    IssuingDistributionPoint scope =
        new IssuingDistributionPoint(null, false, false, some, false, false);

    assertThat(judge(scoped(scope)).covered().isAll()).isFalse();
    assertThat(judge(MintedCrl.of(ROOT), leaf(some, null), ROOT).covered().isAll()).isFalse();
  }
}
