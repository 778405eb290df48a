package gcert.trust.profile;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaches of the profile that fail for everybody: no CA that works makes such certificates. */
class GraveViolationTest {
  private static final byte[] GARBAGE = {'n', 'o'};

  private final TestCertificate root = TestCertificate.root().mint();

  private static Arguments breach(String what, UnaryOperator<CertificateBuilder> change) {
    return Arguments.of(what, change);
  }

  static Stream<Arguments> ofAnyCertificate() {
    return Stream.of(
        breach(
            "critical access", any -> any.extension(Extension.authorityInfoAccess, true, access())),
        breach(
            "malformed access",
            any -> any.extension(Extension.authorityInfoAccess, false, GARBAGE)),
        breach(
            "malformed distribution points",
            any -> any.extension(Extension.cRLDistributionPoints, false, GARBAGE)),
        breach(
            "critical key id of the issuer",
            any ->
                any.extension(
                    Extension.authorityKeyIdentifier,
                    true,
                    new AuthorityKeyIdentifier(new byte[20]))),
        breach(
            "critical key id",
            any ->
                any.extension(
                    Extension.subjectKeyIdentifier, true, new SubjectKeyIdentifier(new byte[20]))),
        breach(
            "a distribution point without a place",
            any ->
                any.extension(
                    Extension.cRLDistributionPoints,
                    false,
                    new CRLDistPoint(
                        new DistributionPoint[] {
                          new DistributionPoint(
                              null, new ReasonFlags(ReasonFlags.keyCompromise), null)
                        }))),
        breach(
            "empty policy constraints",
            any -> any.extension(Extension.policyConstraints, true, new DERSequence())),
        breach(
            "negative number of certificates",
            any -> any.extension(Extension.inhibitAnyPolicy, true, new ASN1Integer(-1))),
        breach(
            "malformed policies",
            any -> any.extension(Extension.certificatePolicies, false, GARBAGE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofAnyCertificate")
  void whatNobodyMakesFailsWhereverItIs(String what, UnaryOperator<CertificateBuilder> change) {
    TestCertificate ca = TestCertificate.intermediate().issuedBy(root).mint();
    TestCertificate oddLeaf = change.apply(TestCertificate.leaf("mx.test").issuedBy(ca)).mint();
    assertThat(Judging.of(oddLeaf, ca).trusting(root).rule()).isEqualTo("extension");
    TestCertificate oddCa = change.apply(TestCertificate.intermediate("Odd").issuedBy(root)).mint();
    TestCertificate below = TestCertificate.leaf("mx.test").issuedBy(oddCa).mint();
    assertThat(Judging.of(below, oddCa).trusting(root).rule()).isEqualTo("extension");
    TestCertificate oddRoot = change.apply(TestCertificate.root("Odd Root")).mint();
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(oddRoot).mint();
    assertThat(Judging.of(server).trusting(oddRoot).rule()).isEqualTo("extension");
    Judging everybodys = Judging.of(server).trustingFrom("system", oddRoot);
    assertThat(everybodys.passes()).isTrue();
    assertThat(everybodys.strict().rule()).isEqualTo("extension");
  }

  @Test
  void aServerWithNameConstraintsFails() {
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(
                Extension.nameConstraints,
                true,
                new NameConstraints(
                    new GeneralSubtree[] {
                      new GeneralSubtree(new GeneralName(GeneralName.dNSName, "test"))
                    },
                    null))
            .mint();
    assertThat(Judging.of(leaf).trusting(root).failures())
        .containsExactly(
            "name-constraints: mx.test: has name constraints, which only a CA may have");
  }

  @Test
  void namesThatCannotBeReadFail() {
    TestCertificate leaf =
        TestCertificate.leaf()
            .subject("CN=mx.test")
            .issuedBy(root)
            .extension(Extension.subjectAlternativeName, false, GARBAGE)
            .mint();
    assertThat(Judging.of(leaf).trusting(root).failures())
        .containsExactly(
            "extension: mx.test: its subject alternative names cannot be read: malformed");
  }

  @Test
  void anRsaKeyOfAnOddSizeOrWithAnEvenExponentFails() {
    TestCertificate odd =
        TestCertificate.leaf("mx.test").publicKey(rsa(2052, 65537)).issuedBy(root).mint();
    assertThat(Judging.of(odd).trusting(root).failures())
        .containsExactly(
            "weak-key: mx.test: has an RSA key of 2052 bits, which is not a multiple of 8");
    TestCertificate even =
        TestCertificate.leaf("mx.test").publicKey(rsa(2048, 65538)).issuedBy(root).mint();
    assertThat(Judging.of(even).trusting(root).failures())
        .containsExactly("weak-key: mx.test: has an RSA key with an exponent that hides nothing");
    TestCertificate small =
        TestCertificate.leaf("mx.test").publicKey(rsa(2048, 3)).issuedBy(root).mint();
    assertThat(Judging.of(small).trusting(root).failures()).isEmpty();
    assertThat(Judging.of(small).trusting(root).warnings())
        .containsExactly("weak-key: mx.test: has an RSA key with a small public exponent");
    SubjectPublicKeyInfo plain = rsa(2048, 65537);
    SubjectPublicKeyInfo bare =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
            plain.getPublicKeyData().getOctets());
    TestCertificate silent = TestCertificate.leaf("mx.test").publicKey(bare).issuedBy(root).mint();
    assertThat(Judging.of(silent).trusting(root).warnings())
        .containsExactly("weak-key: mx.test: has an RSA key without the parameter NULL (RFC 3279)");
    TestCertificate usual =
        TestCertificate.leaf("mx.test").publicKey(rsa(2048, 65537)).issuedBy(root).mint();
    assertThat(Judging.of(usual).trusting(root).strict().failures()).isEmpty();
  }

  /** A key that nobody has the private part of, for nobody signs with it. */
  private static SubjectPublicKeyInfo rsa(int bits, long exponent) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    try {
      return new SubjectPublicKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          new RSAPublicKey(modulus, BigInteger.valueOf(exponent)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anEcKeyThatIsNoPointOfItsCurveFails() {
    byte[] point = ECNamedCurveTable.getByName("secp256r1").getG().getEncoded(false);
    point[point.length - 1] ^= 1;
    AlgorithmIdentifier p256 =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .publicKey(new SubjectPublicKeyInfo(p256, point))
            .issuedBy(root)
            .mint();
    assertThat(Judging.of(leaf).trusting(root).failures())
        .containsExactly("weak-key: mx.test: has an EC key that is no point of its curve");
  }

  @Test
  void anRsaKeyWithANegativeNumberFails() throws IOException {
    BigInteger negative = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE).negate();
    SubjectPublicKeyInfo key =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            new DERSequence(
                new ASN1Encodable[] {new ASN1Integer(negative), new ASN1Integer(65537)}));
    TestCertificate leaf = TestCertificate.leaf("mx.test").publicKey(key).issuedBy(root).mint();
    assertThat(Judging.of(leaf).trusting(root).failures())
        .contains("weak-key: mx.test: has an RSA key with a negative number in it");
  }

  @Test
  void criticalPoliciesFailForAQualifierThatIsNotKnown() {
    assertThat(qualified("1.3.6.1.5.5.7.2.1", true)).isEmpty();
    assertThat(qualified("1.3.6.1.5.5.7.2.2", true)).isEmpty();
    assertThat(qualified("1.3.6.1.4.1.32473.1", false)).isEmpty();
    assertThat(qualified("1.3.6.1.4.1.32473.1", true))
        .containsExactly(
            "unknown-critical-extension: mx.test: its certificate policies are critical and have a"
                + " qualifier that is not known");
  }

  private List<String> qualified(String qualifier, boolean critical) {
    PolicyInformation policy =
        new PolicyInformation(
            new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.2"),
            new DERSequence(
                new PolicyQualifierInfo(
                    new ASN1ObjectIdentifier(qualifier), new DERIA5String("http://ca.test/"))));
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .issuedBy(root)
            .extension(Extension.certificatePolicies, critical, new CertificatePolicies(policy))
            .mint();
    return Judging.of(leaf).trusting(root).failures();
  }

  private static AuthorityInformationAccess access() {
    return new AuthorityInformationAccess(
        AccessDescription.id_ad_caIssuers,
        new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.test/ca.der"));
  }
}
