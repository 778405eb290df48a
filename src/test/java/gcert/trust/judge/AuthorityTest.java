package gcert.trust.judge;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;

/** Who may issue: basic constraints, path length, key usage, purposes, critical extensions. */
class AuthorityTest {
  private static final ASN1ObjectIdentifier UNKNOWN =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");

  private final TestCertificate root = TestCertificate.root().mint();

  @Test
  void anIssuerThatIsNotACaFails() {
    assertThat(below(ca -> ca.ca(false))).isEqualTo("basic-constraints");
    assertThat(below(ca -> ca.without(Extension.basicConstraints))).isEqualTo("basic-constraints");
    assertThat(below(CertificateBuilder::versionOne)).isEqualTo("basic-constraints");
  }

  @Test
  void aServersCertificateCannotIssue() {
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(root).mint();
    TestCertificate forged = TestCertificate.leaf("bank.test").issuedBy(server).mint();
    assertThat(Judging.of(forged, server).trusting(root).failures())
        .contains("basic-constraints: mx.test: issued a certificate, but is not a CA");
  }

  @Test
  void anIssuerWhoseKeyMayNotSignCertificatesFails() {
    assertThat(below(ca -> ca.keyUsage(KeyUsage.cRLSign))).isEqualTo("key-usage");
    assertThat(below(ca -> ca.extension(Extension.keyUsage, false, new byte[] {9, 9})))
        .isEqualTo("key-usage");
    assertThat(below(ca -> ca.without(Extension.keyUsage))).isEmpty();
  }

  @Test
  void anIssuerForOtherPurposesFails() {
    assertThat(below(ca -> ca.extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)))
        .isEqualTo("extended-key-usage");
    // Alone it is refused by OpenSSL, GnuTLS and webpki.
    assertThat(below(ca -> ca.extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)))
        .isEqualTo("extended-key-usage");
    assertThat(
            below(
                ca ->
                    ca.extendedKeyUsage(
                        KeyPurposeId.anyExtendedKeyUsage, KeyPurposeId.id_kp_serverAuth)))
        .isEmpty();
    assertThat(below(ca -> ca.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth))).isEmpty();
  }

  @Test
  void anUnknownCriticalExtensionFailsWhereverItIs() {
    assertThat(below(ca -> ca.extension(UNKNOWN, true, DERNull.INSTANCE)))
        .isEqualTo("unknown-critical-extension");
    assertThat(below(ca -> ca.extension(UNKNOWN, false, DERNull.INSTANCE))).isEmpty();
    TestCertificate oddRoot =
        TestCertificate.root("Odd Root").extension(UNKNOWN, true, DERNull.INSTANCE).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(oddRoot).mint();
    assertThat(Judging.of(server).trusting(oddRoot).failures())
        .containsExactly(
            "unknown-critical-extension: Odd Root: has the unknown critical extension"
                + " 1.3.6.1.4.1.32473.1");
    TestCertificate oddLeaf =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(UNKNOWN, true, DERNull.INSTANCE)
            .mint();
    assertThat(Judging.of(oddLeaf).trusting(root).rule()).isEqualTo("unknown-critical-extension");
  }

  @Test
  void aPathLengthCountsCasBelowAndNotTheServer() {
    assertThat(below(ca -> ca.pathLength(0))).isEmpty();
    TestCertificate upper =
        TestCertificate.intermediate("Upper").issuedBy(root).pathLength(0).mint();
    TestCertificate lower = TestCertificate.intermediate("Lower").issuedBy(upper).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(lower).mint();
    assertThat(Judging.of(server, lower, upper).trusting(root).failures())
        .containsExactly("path-length: Upper: allows no CA below it, and there is 1");
  }

  @Test
  void aSelfIssuedCaDoesNotCountForThePathLength() {
    TestCertificate upper =
        TestCertificate.intermediate("Rolling").issuedBy(root).pathLength(0).mint();
    TestCertificate rolled =
        TestCertificate.intermediate("Rolling").freshKey().issuedBy(upper).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(rolled).mint();
    assertThat(Judging.of(server, rolled, upper).trusting(root).failures()).isEmpty();
  }

  @Test
  void anAnchorsPathLengthCounts() {
    TestCertificate narrow = TestCertificate.root("Narrow Root").pathLength(0).mint();
    TestCertificate ca = TestCertificate.intermediate().issuedBy(narrow).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    assertThat(Judging.of(server, ca).trusting(narrow).rule()).isEqualTo("path-length");
  }

  @Test
  void anAnchorOfVersion1NeedNotSayThatItIsACaButOneOfVersion3Must() {
    TestCertificate old = TestCertificate.root("Old Root").versionOne().mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(old).mint();
    assertThat(Judging.of(server).trusting(old).failures()).isEmpty();
    TestCertificate silent =
        TestCertificate.root("Silent Root").without(Extension.basicConstraints).mint();
    TestCertificate other = TestCertificate.leaf("mx.test").issuedBy(silent).mint();
    assertThat(Judging.of(other).trusting(silent).rule()).isEqualTo("basic-constraints");
  }

  @Test
  void aLeaveNotToAskForRevocationMayBeCritical() {
    TestCertificate server =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, true, DERNull.INSTANCE)
            .mint();
    assertThat(Judging.of(server).trusting(root).name("mx.test").failures()).isEmpty();
  }

  @Test
  void purposesThatMicrosoftSaysTwiceMayBeCritical() {
    CertificateBuilder server =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.311.21.10"),
                true,
                new CertificatePolicies(
                    new PolicyInformation(KeyPurposeId.id_kp_serverAuth.toOID())));
    assertThat(Judging.of(server.mint()).trusting(root).failures()).isEmpty();
    assertThat(Judging.of(server.without(Extension.extendedKeyUsage).mint()).trusting(root).rule())
        .isEqualTo("unknown-critical-extension");
  }

  @Test
  void aCaInTheServersPlaceFailsWhereANameIsChecked() {
    TestCertificate ca =
        TestCertificate.intermediate("mx.test").dns("mx.test").issuedBy(root).mint();
    assertThat(Judging.of(ca).trusting(root).name("mx.test").failures())
        .containsExactly(
            "basic-constraints: mx.test: is the certificate of a CA, not of a server",
            "key-usage: mx.test: has a key usage that allows no TLS handshake");
    assertThat(Judging.of(ca).trusting(root).passes()).isTrue();
    assertThat(Judging.of(ca).trusting(root).strict().rule()).isEqualTo("basic-constraints");
  }

  @Test
  void aSelfSignedCaThatIsItsOwnAnchorIsOnlyWarnedOf() {
    TestCertificate self =
        TestCertificate.root("mx.test").dns("mx.test").without(Extension.keyUsage).mint();
    assertThat(Judging.of(self).trusting(self).name("mx.test").failures()).isEmpty();
    assertThat(Judging.of(self).trusting(self).name("mx.test").warnings()).isNotEmpty();
  }

  @Test
  void aServersCertificateForOtherPurposesFails() {
    TestCertificate client =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extendedKeyUsage(KeyPurposeId.id_kp_clientAuth)
            .mint();
    assertThat(Judging.of(client).trusting(root).failures())
        .containsExactly("extended-key-usage: mx.test: is not meant for servers: only for clients");
    TestCertificate any =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)
            .mint();
    assertThat(Judging.of(any).trusting(root).failures())
        .containsExactly(
            "extended-key-usage: mx.test: is not meant for servers: for any purpose, which many"
                + " verifiers do not take for that of a server");
  }

  @Test
  void aServersKeyThatMayDoNothingForTlsFails() {
    TestCertificate idle =
        TestCertificate.leaf("mx.test").issuedBy(root).keyUsage(KeyUsage.nonRepudiation).mint();
    assertThat(Judging.of(idle).trusting(root).rule()).isEqualTo("key-usage");
  }

  private String below(UnaryOperator<CertificateBuilder> change) {
    TestCertificate ca = change.apply(TestCertificate.intermediate().issuedBy(root)).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    return Judging.of(server, ca).trusting(root).name("mx.test").rule();
  }
}
