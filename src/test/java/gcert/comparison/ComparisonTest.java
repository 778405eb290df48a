package gcert.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gcert.certificate.Certificate;
import gcert.comparison.Comparison.Outcome;
import gcert.testing.CertificateBuilder;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import gcert.trust.Anchor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate old = mint(TestCertificate.leaf("mx.test", "www.mx.test"));

  @Test
  void theSameOctetsAreTheSame() throws Exception {
    assertThat(compare(old, old)).isEqualTo(new Comparison(Outcome.SAME, List.of()));
  }

  @Test
  @DisplayName("new dates, serial number and key of the same kind are a renewal")
  void renewal() throws Exception {
    TestCertificate renewed =
        mint(
            TestCertificate.leaf("mx.test", "www.mx.test")
                .valid(
                    Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2027-02-01T00:00:00Z")));

    Comparison comparison = compare(old, renewed);

    assertThat(comparison.outcome()).isEqualTo(Outcome.RENEWED);
    assertThat(comparison.differences())
        .extracting(Difference::field, Difference::material)
        .contains(tuple("key", false), tuple("serial", false), tuple("valid", false));
  }

  @Test
  @DisplayName("new timestamps of the logs and other addresses of the CA are part of a renewal")
  void renewedExtensions() throws Exception {
    ASN1ObjectIdentifier logs = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
    TestCertificate one =
        mint(
            TestCertificate.leaf("mx.test")
                .key(old.keys())
                .extension(logs, false, new DEROctetString(new byte[] {0, 0})));
    TestCertificate other =
        mint(
            TestCertificate.leaf("mx.test")
                .key(old.keys())
                .extension(logs, false, new DEROctetString(new byte[] {1})));

    assertThat(compare(one, other).outcome()).isEqualTo(Outcome.RENEWED);
  }

  @Test
  void namesInAnotherOrderOrCaseAreTheSameNames() throws Exception {
    TestCertificate other =
        mint(TestCertificate.leaf("WWW.mx.test", "mx.test").subject("CN=mx.test"));

    assertThat(compare(old, other).outcome()).isEqualTo(Outcome.RENEWED);
  }

  @Test
  void otherNamesAreAChangeAndAreToldOneByOne() throws Exception {
    TestCertificate other = mint(TestCertificate.leaf("mx.test", "new.mx.test"));

    assertThat(compare(old, other).outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(compare(old, other).differences().get(0))
        .isEqualTo(new Difference("names", List.of("www.mx.test"), List.of("new.mx.test"), true));
  }

  @Test
  void anotherKindOfKeyIsAChange() throws Exception {
    TestCertificate other =
        mint(TestCertificate.leaf("mx.test", "www.mx.test").key(KeyKind.EC_P384));

    assertThat(compare(old, other).differences())
        .contains(new Difference("key", List.of("EC P-256"), List.of("EC P-384"), true));
    assertThat(compare(old, other).outcome()).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void anotherIssuerOrIssuerKeyIsAChange() throws Exception {
    TestCertificate otherRoot = TestCertificate.root("Other Root").mint();
    TestCertificate sameName = TestCertificate.root().mint();
    TestCertificate byOther =
        TestCertificate.leaf("mx.test", "www.mx.test").issuedBy(otherRoot).mint();
    TestCertificate bySameName =
        TestCertificate.leaf("mx.test", "www.mx.test").issuedBy(sameName).mint();

    assertThat(material(compare(old, byOther))).contains("issuer");
    assertThat(material(compare(old, bySameName))).containsExactly("issuer id");
  }

  @Test
  void otherPoliciesPurposesOrStaplingAreAChange() throws Exception {
    CertificateBuilder builder = TestCertificate.leaf("mx.test", "www.mx.test");
    assertThat(material(compare(old, mint(builder.policies("2.23.140.1.2.2")))))
        .containsExactly("policies");
    builder.without(Extension.certificatePolicies);
    builder.extension(
        new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"), false, new DERSequence(new ASN1Integer(5)));
    assertThat(material(compare(old, mint(builder)))).containsExactly("TLS");
  }

  @Test
  void anUnknownExtensionWithOtherContentIsAChange() throws Exception {
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.5");
    CertificateBuilder builder = TestCertificate.leaf("mx.test", "www.mx.test").key(old.keys());
    TestCertificate one = mint(builder.extension(unknown, false, new ASN1Integer(1)));
    TestCertificate other = mint(builder.extension(unknown, false, new ASN1Integer(2)));

    assertThat(material(compare(one, other))).containsExactly("1.3.6.1.4.1.99999.5");
  }

  @Test
  void theSameCertificateIsTheSameWhateverCameWithIt() throws Exception {
    Certificate certificate = Certificate.parse(old.der());
    Anchor anchor = anchor(root);

    Comparison comparison =
        Comparison.of(certificate, Optional.empty(), certificate, Optional.of(anchor));

    assertThat(comparison.outcome()).isEqualTo(Outcome.SAME);
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void anchorsAreComparedWhereBothSidesHaveOne() throws Exception {
    TestCertificate other = TestCertificate.root("Other Root").mint();
    Certificate before = Certificate.parse(old.der());
    Certificate after =
        Certificate.parse(
            mint(TestCertificate.leaf("mx.test", "www.mx.test").key(old.keys())).der());

    Comparison renewed = Comparison.of(before, Optional.empty(), after, Optional.of(anchor(root)));
    assertThat(renewed.outcome()).isEqualTo(Outcome.RENEWED);

    Comparison moved =
        Comparison.of(before, Optional.of(anchor(root)), after, Optional.of(anchor(other)));
    assertThat(material(moved)).containsExactly("anchor");
  }

  private static Anchor anchor(TestCertificate root) throws Exception {
    return new Anchor(Certificate.parse(root.der()), "bundled");
  }

  private static List<String> material(Comparison comparison) {
    return comparison.differences().stream()
        .filter(Difference::material)
        .map(Difference::field)
        .toList();
  }

  private TestCertificate mint(CertificateBuilder builder) {
    return builder.issuedBy(root).mint();
  }

  private static Comparison compare(TestCertificate one, TestCertificate other) throws Exception {
    return Comparison.of(
        Certificate.parse(one.der()),
        Optional.empty(),
        Certificate.parse(other.der()),
        Optional.empty());
  }
}
