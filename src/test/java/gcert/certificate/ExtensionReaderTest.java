package gcert.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.TestCertificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.ct.SignedCertificateTimestamp;
import org.bouncycastle.cert.ct.SignedCertificateTimestampList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionReaderTest {
  private static final ASN1ObjectIdentifier SCTS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  @Test
  void saysWhatTheCertificateIsFor() throws Exception {
    CertificateBuilder leaf =
        TestCertificate.leaf("mx.test")
            .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
            .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);

    assertThat(values(leaf, "role")).containsExactly("end entity");
    assertThat(values(leaf, "key usage")).containsExactly("digital signature, key encipherment");
    assertThat(values(leaf, "purposes")).containsExactly("TLS server, TLS client");
  }

  @Test
  void namesTheLastBitOfKeyUsageToo() throws Exception {
    assertThat(values(TestCertificate.leaf("mx.test").keyUsage(KeyUsage.decipherOnly), "key usage"))
        .containsExactly("decipher only");
  }

  @Test
  void saysWhatAnAuthorityMayIssue() throws Exception {
    CertificateBuilder root = TestCertificate.root();
    assertThat(values(root, "role")).containsExactly("CA");
    assertThat(values(root.pathLength(0), "role")).containsExactly("CA, of end entities only");
    assertThat(values(root.ca(true, true, OptionalInt.of(2)), "role"))
        .containsExactly("CA, path length 2");
    assertThat(
            values(
                root.nameConstraints(
                    new GeneralName[] {
                      new GeneralName(GeneralName.dNSName, "example.net"),
                      new GeneralName(GeneralName.iPAddress, "192.0.2.0/24")
                    },
                    new GeneralName[] {new GeneralName(GeneralName.dNSName, "")}),
                "limits"))
        .containsExactly("only example.net", "only 192.0.2.0/255.255.255.0", "not any DNS name");
  }

  @Test
  void namesTheKindsOfValidation() throws Exception {
    assertThat(
            values(
                TestCertificate.leaf("mx.test")
                    .policies("2.23.140.1.2.1", "2.23.140.1.2.2", "2.23.140.1.1", "1.2.3.4"),
                "policies"))
        .containsExactly(
            "DV (domain validated), OV (organization validated), EV (extended validation),"
                + " 1.2.3.4");
  }

  @Test
  void saysWhereRevocationIsToldAndTheIssuerFound() throws Exception {
    GeneralName ocsp = uri("http://ocsp.test/");
    GeneralName crl = uri("http://crl.test/1.crl");
    CertificateBuilder leaf =
        TestCertificate.leaf("mx.test")
            .extension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                    new AccessDescription[] {
                      new AccessDescription(AccessDescription.id_ad_ocsp, ocsp),
                      new AccessDescription(
                          AccessDescription.id_ad_caIssuers, uri("http://ca.test/ca.crt"))
                    }))
            .extension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                    new DistributionPoint[] {
                      new DistributionPoint(
                          new DistributionPointName(new GeneralNames(crl)), null, null)
                    }))
            .extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(5)));

    assertThat(values(leaf, "authority"))
        .containsExactly("OCSP http://ocsp.test/", "issuer http://ca.test/ca.crt");
    assertThat(values(leaf, "CRL")).containsExactly("http://crl.test/1.crl");
    assertThat(values(leaf, "TLS")).containsExactly("must staple an OCSP response");
  }

  @Test
  void namesTheLogsThatItKnowsAndShowsTheOthersByTheirIdentifier() throws Exception {
    byte[] argon = Base64.getDecoder().decode("1219ENGn9XfCx+lf1wC/+YLJM1pl4dCzAXMXwMjFaXc=");
    byte[] list =
        new SignedCertificateTimestampList(
                new SignedCertificateTimestamp[] {timestamp(argon), timestamp(new byte[32])})
            .getEncoded();

    assertThat(
            values(
                TestCertificate.leaf("mx.test").extension(SCTS, false, new DEROctetString(list)),
                "CT logs"))
        .containsExactly(
            "2026-11-21 08:00 UTC Google Argon2026h2",
            "2026-11-21 08:00 UTC log AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  }

  @Test
  void showsUnknownExtensionsAsSuch() throws Exception {
    CertificateBuilder leaf =
        TestCertificate.leaf("mx.test")
            .extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.7"), true, DERNull.INSTANCE);

    assertThat(read(leaf))
        .contains(
            new ExtensionText(
                "1.3.6.1.4.1.99999.7", "1.3.6.1.4.1.99999.7", true, true, List.of("hex 0500")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.5.29.32",
        "1.3.6.1.5.5.7.1.1",
        "2.5.29.31",
        "1.3.6.1.4.1.11129.2.4.2",
        "1.3.6.1.5.5.7.1.24",
        "2.5.29.14"
      })
  void saysWhichExtensionCannotBeRead(String oid) throws Exception {
    byte[][] malformed = {{}, {0x30}, {0x30, 0x03, 0x02, 0x01, 0x05}, {0x04, 0x01, 0x00}, {1, 2}};
    int unreadable = 0;
    for (byte[] value : malformed) {
      CertificateBuilder leaf =
          TestCertificate.leaf("mx.test").extension(new ASN1ObjectIdentifier(oid), false, value);
      List<ExtensionText> words = ExtensionReader.read(Certificate.parse(leaf.mint().der()));
      unreadable += (int) words.stream().filter(w -> w.oid().equals(oid) && !w.readable()).count();
      assertThat(words).anyMatch(w -> w.oid().equals(oid));
    }
    assertThat(unreadable).isGreaterThanOrEqualTo(3);
  }

  @Test
  void tellsNothingOfAVersionOneCertificate() throws Exception {
    assertThat(read(TestCertificate.leaf("mx.test").versionOne())).isEmpty();
  }

  private static SignedCertificateTimestamp timestamp(byte[] log) {
    long time = Instant.parse("2026-11-21T08:00:00Z").toEpochMilli();
    return new SignedCertificateTimestamp(0, log, time, new byte[0], 4, 3, new byte[] {1, 2});
  }

  private static GeneralName uri(String text) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, text);
  }

  private static List<String> values(CertificateBuilder builder, String label) throws Exception {
    return read(builder).stream()
        .filter(words -> words.label().equals(label))
        .findFirst()
        .orElseThrow()
        .values();
  }

  private static List<ExtensionText> read(CertificateBuilder builder) throws Exception {
    return ExtensionReader.read(Certificate.parse(builder.mint().der()));
  }
}
