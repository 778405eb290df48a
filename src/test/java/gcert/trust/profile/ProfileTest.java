package gcert.trust.profile;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaches of the profile that are warnings, and failures for whoever is strict. */
class ProfileTest {
  private final TestCertificate root = TestCertificate.root().mint();

  private static Arguments breach(
      String what, String rule, UnaryOperator<CertificateBuilder> change) {
    return Arguments.of(what, rule, change);
  }

  static Stream<Arguments> ofALeaf() {
    return Stream.of(
        breach(
            "no authority key id",
            "key-identifier",
            leaf -> leaf.without(Extension.authorityKeyIdentifier)),
        breach("another's key id", "key-identifier", leaf -> leaf.authorityKeyId(new byte[20])),
        breach("serial 0", "serial", leaf -> leaf.serial(0)),
        breach(
            "no purposes", "extended-key-usage", leaf -> leaf.without(Extension.extendedKeyUsage)),
        breach(
            "any purpose",
            "extended-key-usage",
            leaf ->
                leaf.extendedKeyUsage(
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.anyExtendedKeyUsage)),
        breach(
            "another purpose",
            "extended-key-usage",
            leaf ->
                leaf.extendedKeyUsage(
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_codeSigning)),
        breach(
            "critical purposes",
            "extended-key-usage",
            leaf ->
                leaf.extension(
                    Extension.extendedKeyUsage,
                    true,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))),
        breach("critical names", "extension", CertificateBuilder::criticalNames),
        breach("foreign common name", "subject", leaf -> leaf.subject("CN=other.test")),
        breach("common name in capitals", "subject", leaf -> leaf.subject("CN=MX.test")),
        breach("two common names", "subject", leaf -> leaf.subject("CN=mx.test,CN=mx.test")),
        breach("underscore", "subject", leaf -> leaf.dns("mx_1.test")),
        breach("name with a space", "subject", leaf -> leaf.dns("not a name")),
        breach(
            "address of five octets",
            "subject",
            leaf ->
                leaf.name(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5])))),
        breach(
            "mailbox without a host",
            "subject",
            leaf -> leaf.name(new GeneralName(GeneralName.rfc822Name, "postmaster"))),
        breach(
            "URI without a scheme",
            "subject",
            leaf -> leaf.name(new GeneralName(GeneralName.uniformResourceIdentifier, "mx.test/x"))),
        breach("address among the names", "subject", leaf -> leaf.dns("192.0.2.7")),
        breach(
            "empty names of the issuer",
            "extension",
            leaf ->
                leaf.extension(
                    Extension.issuerAlternativeName,
                    false,
                    new org.bouncycastle.asn1.DERSequence())),
        breach(
            "early generalized time",
            "date",
            leaf -> leaf.notAfter(Time.getInstance(new DERGeneralizedTime("20490101000000Z")))));
  }

  /** What the verifiers of browsers refuse too. */
  static Stream<Arguments> ofALeafForEverybody() {
    return Stream.of(
        breach("negative serial", "serial", leaf -> leaf.serial(-5)),
        breach("21 octets", "serial", leaf -> leaf.serial(BigInteger.ONE.shiftLeft(160))),
        breach(
            "a policy twice",
            "extension",
            leaf -> leaf.policies("1.3.6.1.4.1.32473.2", "1.3.6.1.4.1.32473.2")),
        breach(
            "no seconds",
            "date",
            leaf -> leaf.notAfter(Time.getInstance(new DERUTCTime("4901010000Z")))),
        breach(
            "path length",
            "basic-constraints",
            leaf ->
                leaf.extension(
                    Extension.basicConstraints,
                    true,
                    new org.bouncycastle.asn1.DERSequence(
                        new org.bouncycastle.asn1.ASN1Integer(0)))),
        breach(
            "may sign",
            "key-usage",
            leaf -> leaf.keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofALeafForEverybody")
  void whatBrowsersRefuseFailsForEverybody(
      String what, String rule, UnaryOperator<CertificateBuilder> change) {
    TestCertificate leaf = change.apply(TestCertificate.leaf("mx.test").issuedBy(root)).mint();
    assertThat(Judging.of(leaf).trusting(root).name("mx.test").rule()).isEqualTo(rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofALeaf")
  void aBreachOfALeafIsAWarningAndAFailureWhenStrict(
      String what, String rule, UnaryOperator<CertificateBuilder> change) {
    TestCertificate leaf = change.apply(TestCertificate.leaf("mx.test").issuedBy(root)).mint();
    Judging judging = Judging.of(leaf).trusting(root).name("mx.test");
    assertThat(judging.failures()).isEmpty();
    assertThat(judging.warnings()).anyMatch(text -> text.startsWith(rule + ":"));
    assertThat(judging.strict().rule()).isEqualTo(rule);
  }

  static Stream<Arguments> ofACa() {
    return Stream.of(
        breach(
            "no subject key id",
            "key-identifier",
            ca -> ca.without(Extension.subjectKeyIdentifier)),
        breach(
            "no authority key id",
            "key-identifier",
            ca -> ca.without(Extension.authorityKeyIdentifier)),
        breach("no key usage", "key-usage", ca -> ca.without(Extension.keyUsage)),
        breach(
            "basic constraints not critical",
            "basic-constraints",
            ca -> ca.ca(true, false, OptionalInt.empty())),
        breach(
            "name constraints not critical",
            "extension",
            ca -> ca.extension(Extension.nameConstraints, false, constraints())),
        breach("leading dot", "name-constraints", ca -> ca.permittedDns(".test")),
        breach(
            "policy constraints not critical",
            "extension",
            ca ->
                ca.extension(
                    Extension.policyConstraints,
                    false,
                    new PolicyConstraints(BigInteger.TEN, null))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofACa")
  void aBreachOfAnIntermediateIsAWarningAndAFailureWhenStrict(
      String what, String rule, UnaryOperator<CertificateBuilder> change) {
    TestCertificate ca = change.apply(TestCertificate.intermediate().issuedBy(root)).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    Judging judging = Judging.of(leaf, ca).trusting(root).name("mx.test");
    assertThat(judging.failures()).isEmpty();
    assertThat(judging.warnings()).anyMatch(text -> text.startsWith(rule + ":"));
    assertThat(judging.strict().rule()).isEqualTo(rule);
  }

  static Stream<Arguments> ofARoot() {
    return Stream.of(
        breach(
            "no subject key id",
            "key-identifier",
            ca -> ca.without(Extension.subjectKeyIdentifier)),
        breach("version 1", "version", CertificateBuilder::versionOne),
        breach(
            "basic constraints not critical",
            "basic-constraints",
            ca -> ca.ca(true, false, OptionalInt.empty())),
        breach(
            "purposes",
            "extended-key-usage",
            ca -> ca.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
        breach("key ids that differ", "key-identifier", ca -> ca.authorityKeyId(new byte[20])),
        breach(
            "issuer and serial",
            "key-identifier",
            ca ->
                ca.extension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                        new GeneralNames(new GeneralName(new X500Name("CN=x"))), BigInteger.ONE))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofARoot")
  void aBreachOfARootFromAFileIsAWarningAndAFailureWhenStrict(
      String what, String rule, UnaryOperator<CertificateBuilder> change) {
    TestCertificate odd = change.apply(TestCertificate.root("Odd Root")).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(odd).mint();
    Judging judging = Judging.of(leaf).trusting(odd).name("mx.test");
    assertThat(judging.failures()).isEmpty();
    assertThat(judging.warnings()).anyMatch(text -> text.startsWith(rule + ":"));
    assertThat(judging.strict().failures()).anyMatch(text -> text.startsWith(rule + ":"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofARoot")
  void aBreachOfARootThatEverybodyTrustsCountsOnlyWhenStrict(
      String what, String rule, UnaryOperator<CertificateBuilder> change) {
    TestCertificate odd = change.apply(TestCertificate.root("Odd Root")).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(odd).mint();
    for (String source : List.of("system", "bundled")) {
      Judging judging = Judging.of(leaf).trustingFrom(source, odd).name("mx.test");
      assertThat(judging.failures()).isEmpty();
      assertThat(judging.warnings()).isEmpty();
      assertThat(judging.strict().failures()).anyMatch(text -> text.startsWith(rule + ":"));
    }
  }

  @Test
  void aNameAsLongAsANameCanBeIsNoBreach() {
    String longest = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".mx.test";
    TestCertificate leaf =
        TestCertificate.leaf().subject("O=Example").dns(longest).issuedBy(root).mint();
    assertThat(Judging.of(leaf).trusting(root).name(longest).strict().failures()).isEmpty();
  }

  @Test
  void aRootAsOpensslMakesItIsNotWarnedOf() {
    TestCertificate home = TestCertificate.root("Home").without(Extension.keyUsage).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(home).mint();
    Judging judging = Judging.of(leaf).trusting(home).name("mx.test");
    assertThat(judging.verdict().findings()).isEmpty();
    assertThat(judging.strict().rule()).isEqualTo("key-usage");
  }

  @Test
  void aHomeMadeCaWithoutKeyIdentifiersIsUsable() {
    TestCertificate home =
        TestCertificate.root("Home")
            .without(Extension.keyUsage)
            .without(Extension.subjectKeyIdentifier)
            .mint();
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .issuedBy(home)
            .without(Extension.basicConstraints)
            .without(Extension.keyUsage)
            .without(Extension.extendedKeyUsage)
            .without(Extension.authorityKeyIdentifier)
            .without(Extension.subjectKeyIdentifier)
            .mint();
    assertThat(Judging.of(leaf).trusting(home).name("mx.test").failures()).isEmpty();
  }

  private static NameConstraints constraints() {
    return new NameConstraints(
        new org.bouncycastle.asn1.x509.GeneralSubtree[] {
          new org.bouncycastle.asn1.x509.GeneralSubtree(
              new GeneralName(GeneralName.dNSName, "test"))
        },
        null);
  }
}
