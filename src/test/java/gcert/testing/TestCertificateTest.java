package gcert.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests may rely on when they mint certificates. */
final class TestCertificateTest {

  @Test
  void rootIntermediateAndLeafMakeAPathThatTheJdkAccepts() throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate middle = TestCertificate.intermediate().issuedBy(root).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test", "mx2.test").issuedBy(middle).mint();

    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root.x509(), null)));
    parameters.setRevocationEnabled(false);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    CertPathValidator.getInstance("PKIX")
        .validate(factory.generateCertPath(List.of(leaf.x509(), middle.x509())), parameters);

    assertThat(leaf.chain()).containsExactly(leaf, middle);
    assertThat(leaf.chainWithRoot()).containsExactly(leaf, middle, root);
    assertThat(leaf.x509().getSubjectAlternativeNames())
        .containsExactly(List.of(2, "mx.test"), List.of(2, "mx2.test"));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RSA_3072", "RSA_4096"})
  void everyKindOfKeySignsItself(KeyKind kind) throws Exception {
    X509Certificate certificate = TestCertificate.root().key(kind).mint().x509();
    certificate.verify(certificate.getPublicKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5withRSA", "SHA1withRSA", "SHA512withRSA", "SHA256withRSAandMGF1"})
  void anRsaKeySignsWithWhatIsAsked(String algorithm) throws Exception {
    X509Certificate certificate =
        TestCertificate.root().key(KeyKind.RSA_2048).signature(algorithm).mint().x509();
    certificate.verify(certificate.getPublicKey());
  }

  @Test
  void oddSerialsAreWrittenAsTheyAre() {
    assertThat(TestCertificate.leaf("a.test").serial(-5).mint().x509().getSerialNumber())
        .isEqualTo(BigInteger.valueOf(-5));
    BigInteger huge = BigInteger.ONE.shiftLeft(8 * 40 - 2);
    assertThat(TestCertificate.leaf("a.test").serial(huge).mint().x509().getSerialNumber())
        .isEqualTo(huge);
  }

  @Test
  void versionOneHasNoExtensions() {
    X509Certificate certificate = TestCertificate.leaf("a.test").versionOne().mint().x509();
    assertThat(certificate.getVersion()).isEqualTo(1);
    assertThat(certificate.getExtensionValue(Extension.basicConstraints.getId())).isNull();
  }

  @Test
  void aCrossSignHasTheSameSubjectAndKeyUnderAnotherIssuer() throws Exception {
    TestCertificate old = TestCertificate.root("Old Root").mint();
    TestCertificate root = TestCertificate.root("New Root").mint();
    TestCertificate cross = root.again().issuedBy(old).mint();
    cross.x509().verify(old.x509().getPublicKey());
    assertThat(cross.x509().getPublicKey()).isEqualTo(root.x509().getPublicKey());
    assertThat(cross.x509().getSubjectX500Principal())
        .isEqualTo(root.x509().getSubjectX500Principal());
  }

  @Test
  void aDamagedSignatureDoesNotVerify() {
    TestCertificate root = TestCertificate.root().mint();
    X509Certificate bad =
        TestCertificate.leaf("a.test").issuedBy(root).damagedSignature().mint().x509();
    assertThatThrownBy(() -> bad.verify(root.x509().getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void pemIsReadBack(@TempDir Path folder) throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate leaf = TestCertificate.leaf("a.test").ip("192.0.2.1").issuedBy(root).mint();
    try (var in = Files.newInputStream(leaf.writeChain(folder.resolve("chain.pem")))) {
      assertThat(CertificateFactory.getInstance("X.509").generateCertificates(in))
          .singleElement()
          .isEqualTo(leaf.x509());
    }
    assertThat(leaf.pem()).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----\n");
    assertThat(leaf.pem().lines().mapToInt(String::length).max()).hasValue(64);
  }
}
