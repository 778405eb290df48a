package gcert.trust.profile;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and signatures that are strong enough, and those that are not. */
class AlgorithmStrengthTest {
  private static final ASN1ObjectIdentifier EC = new ASN1ObjectIdentifier("1.2.840.10045.2.1");

  private final TestCertificate root = TestCertificate.root().mint();

  @ParameterizedTest
  @EnumSource(
      value = KeyKind.class,
      names = {"RSA_1024", "RSA_4096"},
      mode = EnumSource.Mode.EXCLUDE)
  void keysOfToday(KeyKind kind) {
    TestCertificate ca = TestCertificate.root("Root " + kind).key(kind).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").key(kind).issuedBy(ca).mint();
    assertThat(Judging.of(leaf).trusting(ca).name("mx.test").strict().failures()).isEmpty();
  }

  @Test
  void anRsaKeyOf1024BitsFailsWhereverItIs() {
    TestCertificate weak =
        TestCertificate.leaf("mx.test").key(KeyKind.RSA_1024).issuedBy(root).mint();
    assertThat(Judging.of(weak).trusting(root).failures())
        .containsExactly("weak-key: mx.test: has an RSA key of only 1024 bits");
    TestCertificate ca = TestCertificate.root("Old").key(KeyKind.RSA_1024).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    assertThat(Judging.of(leaf).trusting(ca).rule()).isEqualTo("weak-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1withRSA", "MD5withRSA"})
  void aSignatureThatCanBeForgedFailsButNotOnTheAnchor(String algorithm) {
    TestCertificate ca =
        TestCertificate.root("RSA Root").key(KeyKind.RSA_2048).signature(algorithm).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    assertThat(Judging.of(leaf).trusting(ca).failures()).isEmpty();
    TestCertificate weak = TestCertificate.leaf("mx.test").issuedBy(ca).signature(algorithm).mint();
    assertThat(Judging.of(weak).trusting(ca).failures())
        .containsExactly(
            "weak-signature: mx.test: is signed with " + algorithm + ", which can be forged");
  }

  @Test
  void rsaPssIsAsStrongAsItsDigest() {
    TestCertificate ca = TestCertificate.root("RSA Root").key(KeyKind.RSA_2048).mint();
    assertThat(signedWith("SHA1withRSAandMGF1", ca))
        .containsExactly(
            "weak-signature: mx.test: is signed with RSASSA-PSS over SHA-1, which can be forged");
    assertThat(signedWith("SHA256withRSAandMGF1", ca)).isEmpty();
  }

  @Test
  void aKeyForRsaPssSignsNothingElse() {
    TestCertificate ca = TestCertificate.root("PSS Root").key(KeyKind.RSA_PSS_2048).mint();
    assertThat(signedWith("SHA256withRSAandMGF1", ca)).isEmpty();
    assertThat(signedWith("SHA256withRSA", ca))
        .containsExactly(
            "signature: mx.test: the signature does not verify with the key of PSS Root");
  }

  private static List<String> signedWith(String algorithm, TestCertificate ca) {
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).signature(algorithm).mint();
    return Judging.of(leaf).trusting(ca).failures();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10045.3.1.1, secp192r1, P-192",
    "1.3.132.0.33, secp224r1, P-224",
    "1.3.132.0.10, secp256k1, secp256k1",
    "1.3.36.3.3.2.8.1.1.7, brainpoolP256r1, brainpoolP256r1",
  })
  void aPointOnACurveThatTlsDoesNotUseFails(String identifier, String curve, String shown) {
    byte[] point = ECNamedCurveTable.getByName(curve).getG().getEncoded(false);
    SubjectPublicKeyInfo key =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(EC, new ASN1ObjectIdentifier(identifier)), point);
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).publicKey(key).mint();
    assertThat(Judging.of(leaf).trusting(root).failures())
        .containsExactly(
            "weak-key: mx.test: has an EC key on the curve " + shown + ", which TLS does not use");
  }

  @Test
  void aCurveThatJavaDoesNotReadIsNamed() {
    SubjectPublicKeyInfo old =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(EC, new ASN1ObjectIdentifier("1.2.840.10045.3.1.1")),
            new byte[49]);
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).publicKey(old).mint();
    assertThat(Judging.of(leaf).trusting(root).failures())
        .containsExactly(
            "weak-key: mx.test: has an EC key on the curve P-192, which TLS does not use");
  }

  @Test
  void aKeyOfAKindThatThisJavaDoesNotKnowIsSaidToBeSo() {
    SubjectPublicKeyInfo unknown =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.7"), DERNull.INSTANCE),
            new byte[32]);
    TestCertificate ca =
        TestCertificate.intermediate("Odd CA").issuedBy(root).publicKey(unknown).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    assertThat(Judging.of(leaf, ca).trusting(root).passes()).isFalse();
  }
}
