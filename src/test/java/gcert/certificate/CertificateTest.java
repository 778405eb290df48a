package gcert.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {
  @ParameterizedTest
  @CsvSource({
    "EC_P256, EC P-256",
    "EC_P384, EC P-384",
    "EC_P521, EC P-521",
    "RSA_1024, RSA 1024",
    "RSA_2048, RSA 2048",
    "RSA_PSS_2048, RSA-PSS 2048",
    "ED25519, Ed25519",
    "ED448, Ed448",
  })
  void saysTheKindAndSizeOfTheKey(KeyKind kind, String words) throws Exception {
    assertThat(read(TestCertificate.leaf("mx.test").key(kind).mint()).key()).isEqualTo(words);
  }

  @Test
  void namesAKeyThatThisJavaCannotUse() throws Exception {
    assertThat(withKey("2.16.840.1.101.3.4.3.18", new byte[1952]).key()).isEqualTo("ML-DSA-65");
    assertThat(withKey("1.3.6.1.4.1.99999.1", new byte[32]).key())
        .isEqualTo("unknown key type 1.3.6.1.4.1.99999.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EC_P256 | SHA256withECDSA | SHA256withECDSA",
        "RSA_2048 | SHA256withRSA | SHA256withRSA",
        "RSA_2048 | SHA1withRSA | SHA1withRSA",
        "RSA_2048 | SHA256withRSAandMGF1 | RSASSA-PSS (SHA-256, salt 32)",
        "RSA_2048 | SHA512withRSAandMGF1 | RSASSA-PSS (SHA-512, salt 64)",
        "ED25519 | Ed25519 | Ed25519",
      })
  void saysHowItIsSigned(KeyKind kind, String algorithm, String words) throws Exception {
    TestCertificate minted = TestCertificate.leaf("mx.test").key(kind).signature(algorithm).mint();
    assertThat(read(minted).signature()).isEqualTo(words);
  }

  @Test
  void writesEveryKindOfName() throws Exception {
    TestCertificate minted =
        TestCertificate.leaf("mx.test", "*.mx.test")
            .ip("192.0.2.25", "2001:db8::25")
            .name(new GeneralName(GeneralName.rfc822Name, "post@mx.test"))
            .name(new GeneralName(GeneralName.uniformResourceIdentifier, "sip:mx.test"))
            .name(new GeneralName(new X500Name("CN=Post")))
            .name(new GeneralName(GeneralName.registeredID, "1.2.3.4"))
            .name(
                new GeneralName(
                    GeneralName.otherName,
                    new OtherName(
                        new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9"),
                        new DERUTF8String("pöst@mx.test"))))
            .mint();

    assertThat(read(minted).names())
        .containsExactly(
            "mx.test",
            "*.mx.test",
            "192.0.2.25",
            "2001:db8::25",
            "email:post@mx.test",
            "URI:sip:mx.test",
            "directory:CN=Post",
            "registered ID:1.2.3.4",
            "email:pöst@mx.test");
  }

  @Test
  void keepsAnAddressOfTheWrongLengthVisible() throws Exception {
    TestCertificate minted =
        TestCertificate.leaf("mx.test")
            .name(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] {1, 2, 3})))
            .mint();

    assertThat(read(minted).names()).containsExactly("mx.test", "malformed address:010203");
  }

  @Test
  void hasNoNamesWhereTheExtensionIsMissingOrMalformed() throws Exception {
    assertThat(read(TestCertificate.leaf("mx.test").noNames().mint()).names()).isEmpty();
    TestCertificate malformed =
        TestCertificate.leaf("mx.test")
            .noNames()
            .extension(Extension.subjectAlternativeName, false, new ASN1Integer(7))
            .mint();
    assertThat(read(malformed).names()).isEmpty();
  }

  @Test
  void digestsTheKeyAsTheCertificateHasIt() throws Exception {
    TestCertificate usual = TestCertificate.leaf("mx.test").mint();
    assertThat(read(usual).spkiSha256()).isEqualTo(sha256(usual.keys().getPublic().getEncoded()));

    // An RSA key without the NULL that RFC 3279 asks for: the JDK adds it when it encodes anew.
    byte[] key =
        SubjectPublicKeyInfo.getInstance(KeyKind.RSA_1024.generate().getPublic().getEncoded())
            .getPublicKeyData()
            .getOctets();
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new DERSequence(PKCSObjectIdentifiers.rsaEncryption));
    fields.add(new DERBitString(key));
    byte[] odd = new DERSequence(fields).getEncoded();
    Certificate unusual =
        read(
            TestCertificate.leaf("mx.test")
                .publicKey(SubjectPublicKeyInfo.getInstance(odd))
                .mint());
    assertThat(unusual.spkiSha256()).isEqualTo(sha256(odd));
  }

  private static Certificate withKey(String algorithm, byte[] key) throws Exception {
    SubjectPublicKeyInfo info =
        new SubjectPublicKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm)), key);
    return read(
        TestCertificate.leaf("mx.test")
            .issuedBy(TestCertificate.root().mint())
            .publicKey(info)
            .mint());
  }

  private static Certificate read(TestCertificate minted) throws Exception {
    return Certificate.parse(minted.der());
  }

  private static String sha256(byte[] octets) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }
}
