package gcert.trust.name;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Name constraints of every kind (RFC 5280 section 4.2.1.10). */
class NameConstraintsTest {
  private static final GeneralName[] NONE = {};

  @ParameterizedTest
  @CsvSource({
    "DNS, example.test, example.test, inside",
    "DNS, EXAMPLE.test, mx.example.TEST, inside",
    "DNS, example.test, a.b.example.test, inside",
    "DNS, example.test, notexample.test, outside",
    "DNS, mx.example.test, example.test, outside",
    "DNS, example.test, *.example.test, inside",
    "DNS, mx.example.test, *.example.test, partly",
    "DNS, a.mx.example.test, *.example.test, outside",
    "DNS, .example.test, mx.example.test, inside",
    "DNS, .example.test, example.test, outside",
    "DNS, '', anything.test, inside",
    "DNS, *.example.test, mx.example.test, unknown",
    "DNS, example.test, .example.test, unknown",
    "DNS, example.test, 'a b.example.test', unknown",
    "IP, 192.0.2.0/24, 192.0.2.7, inside",
    "IP, 192.0.2.0/24, 192.0.3.7, outside",
    "IP, 192.0.2.7/32, 192.0.2.7, inside",
    "IP, 0.0.0.0/0, 203.0.113.9, inside",
    "IP, 2001:db8::/32, 2001:db8::7, inside",
    "IP, 2001:db8::/32, 2001:db9::7, outside",
    "IP, 0.0.0.0/0, 2001:db8::7, outside",
    "MAIL, example.test, a@example.test, inside",
    "MAIL, example.test, a@mx.example.test, outside",
    "MAIL, .example.test, a@mx.example.test, inside",
    "MAIL, .example.test, a@example.test, outside",
    "MAIL, a@example.test, a@EXAMPLE.test, inside",
    "MAIL, a@example.test, b@example.test, outside",
    "MAIL, a@example.test, A@example.test, partly",
    "MAIL, a@example.test, '\"\\a\"@example.test', inside",
    "MAIL, a@example.test, '\"b\"@example.test', outside",
    "MAIL, EXAMPLE.test, a@example.test, inside",
    "MAIL, a@b@example.test, a@example.test, unknown",
    "MAIL, example.test, a@b@example.test, unknown",
    "URI, example.test, https://example.test/x, inside",
    "URI, example.test, https://mx.example.test, outside",
    "URI, .example.test, https://u@mx.example.test:443?q, inside",
    "URI, .example.test, https://example.test, outside",
    "URI, .example.test, https://192.0.2.1/, unknown",
    "URI, .example.test, mailto:a@mx.example.test, unknown",
    "DIR, 'O=Example', 'O=Example,CN=mx', inside",
    "DIR, 'O=Example', 'O=EXAMPLE,CN=mx', inside",
    "DIR, 'O=Example', 'CN=mx,O=Example', outside",
    "DIR, 'O=Example,OU=IT', 'O=Example', outside",
  })
  void aNameIsInATreeOrNot(String kind, String tree, String name, String relation) {
    GeneralName base = generalName(kind, tree);
    GeneralName presented = generalName(kind, name);
    boolean permitted = passes(presented, new GeneralName[] {base}, NONE);
    boolean excluded = !passes(presented, NONE, new GeneralName[] {base});
    assertThat(permitted).isEqualTo(relation.equals("inside"));
    assertThat(excluded).isEqualTo(!relation.equals("outside"));
  }

  @Test
  void aTreeOfOneKindSaysNothingOfAnother() {
    assertThat(
            passes(
                generalName("DNS", "mx.test"),
                new GeneralName[] {generalName("IP", "192.0.2.0/24")},
                NONE))
        .isTrue();
  }

  @Test
  void exclusionGoesBeforePermission() {
    GeneralName[] both = {generalName("DNS", "example.test")};
    assertThat(passes(generalName("DNS", "mx.example.test"), both, both)).isFalse();
  }

  @Test
  void maskWithHolesAndWrongLengthsPermitNothing() {
    byte[] holes = {(byte) 192, 0, 2, 0, (byte) 255, 0, (byte) 255, 0};
    for (byte[] range : new byte[][] {holes, {127, 0, 0, 1}, {}}) {
      GeneralName base = new GeneralName(GeneralName.iPAddress, new DEROctetString(range));
      GeneralName address = generalName("IP", "192.0.2.7");
      assertThat(passes(address, new GeneralName[] {base}, NONE)).isFalse();
      assertThat(passes(address, NONE, new GeneralName[] {base})).isFalse();
    }
  }

  @Test
  void aConstraintOfAKindThatIsNotKnownRefusesOnlyNamesOfThatKind() {
    GeneralName other =
        new GeneralName(
            GeneralName.otherName,
            new DERSequence(
                new org.bouncycastle.asn1.ASN1Encodable[] {
                  new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.4.1.32473.2"),
                  new org.bouncycastle.asn1.DERTaggedObject(true, 0, DERNull.INSTANCE)
                }));
    assertThat(passes(other, NONE, new GeneralName[] {other})).isFalse();
    assertThat(passes(generalName("DNS", "mx.test"), NONE, new GeneralName[] {other})).isTrue();
  }

  @Test
  void minimumAndMaximumAreNotUnderstoodAndPermitNothing() {
    GeneralSubtree tree =
        new GeneralSubtree(generalName("DNS", "test"), BigInteger.ONE, BigInteger.TEN);
    TestCertificate root =
        TestCertificate.root()
            .extension(
                Extension.nameConstraints,
                true,
                new NameConstraints(new GeneralSubtree[] {tree}, null))
            .mint();
    assertThat(judge(root, TestCertificate.leaf("mx.test")).rule()).isEqualTo("name-constraints");
  }

  @Test
  void emptyConstraintsAreMalformed() {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate ca =
        TestCertificate.intermediate()
            .issuedBy(root)
            .extension(Extension.nameConstraints, true, new DERSequence())
            .mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(ca).mint();
    assertThat(Judging.of(leaf, ca).trusting(root).passes()).isFalse();
  }

  @Test
  void eachCaOfThePathNarrowsWhatTheOneAboveLeaves() {
    TestCertificate root = TestCertificate.root().permittedDns("a.test", "b.test").mint();
    TestCertificate ca =
        TestCertificate.intermediate().issuedBy(root).permittedDns("b.test", "c.test").mint();
    for (String[] name :
        new String[][] {{"mx.a.test", "no"}, {"mx.b.test", "yes"}, {"c.test", "no"}}) {
      TestCertificate leaf = TestCertificate.leaf(name[0]).issuedBy(ca).mint();
      assertThat(Judging.of(leaf, ca).trusting(root).passes())
          .as(name[0])
          .isEqualTo(name[1].equals("yes"));
    }
  }

  @Test
  void theFindingNamesTheNameAndTheCa() {
    TestCertificate root = TestCertificate.root().excludedDns("bank.test").mint();
    assertThat(judge(root, TestCertificate.leaf("mx.test", "www.bank.test")).failures())
        .containsExactly(
            "name-constraints: mx.test: www.bank.test is excluded by the name constraint bank.test"
                + " of Test Root");
  }

  @Test
  void aSelfIssuedCaIsExemptAndASelfIssuedLeafIsNot() {
    TestCertificate root =
        TestCertificate.root("Rolling").dns("outside.test").permittedDns("inside.test").mint();
    TestCertificate rolled =
        TestCertificate.intermediate("Rolling")
            .dns("outside.test")
            .freshKey()
            .issuedBy(root)
            .mint();
    TestCertificate leaf = TestCertificate.leaf("mx.inside.test").issuedBy(rolled).mint();
    assertThat(Judging.of(leaf, rolled).trusting(root).failures()).isEmpty();
    TestCertificate self =
        TestCertificate.leaf("outside.test").subject("CN=Rolling").issuedBy(root).mint();
    assertThat(Judging.of(self).trusting(root).rule()).isEqualTo("name-constraints");
  }

  @Test
  void addressesInTheSubjectCountWhereNoAlternativeNameIsOne() {
    TestCertificate root =
        TestCertificate.root()
            .nameConstraints(NONE, new GeneralName[] {generalName("MAIL", "bank.test")})
            .mint();
    assertThat(
            judge(root, TestCertificate.leaf("mx.test").subject("CN=mx.test,E=a@bank.test")).rule())
        .isEqualTo("name-constraints");
  }

  @Test
  void aHundredThousandConstraintsEndWithAFinding() {
    GeneralName[] many =
        IntStream.range(0, 100_000)
            .mapToObj(i -> generalName("DNS", "n" + i + ".test"))
            .toArray(GeneralName[]::new);
    TestCertificate root = TestCertificate.root().nameConstraints(NONE, many).mint();
    String[] names = IntStream.range(0, 10).mapToObj(i -> "m" + i + ".test").toArray(String[]::new);
    assertThat(judge(root, TestCertificate.leaf(names)).rule()).isEqualTo("effort");
    assertThat(judge(root, TestCertificate.leaf("mx.example")).passes()).isTrue();
  }

  @Test
  void fiveHundredNamesAndAThousandConstraintsAreCompared() {
    GeneralName[] permitted = names("t", 514);
    GeneralName[] excluded = names("x", 513);
    TestCertificate root = TestCertificate.root().nameConstraints(permitted, excluded).mint();
    assertThat(judge(root, named(513)).passes()).isTrue();
    assertThat(judge(root, named(1025)).rule()).isEqualTo("effort");
  }

  private static GeneralName[] names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> generalName("DNS", prefix + i + ".test"))
        .toArray(GeneralName[]::new);
  }

  private static CertificateBuilder named(int count) {
    return TestCertificate.leaf(
        IntStream.range(0, count).mapToObj(i -> "a" + i + ".t0.test").toArray(String[]::new));
  }

  private static boolean passes(GeneralName name, GeneralName[] permitted, GeneralName[] excluded) {
    TestCertificate root = TestCertificate.root().nameConstraints(permitted, excluded).mint();
    CertificateBuilder leaf = TestCertificate.leaf();
    if (name.getTagNo() == GeneralName.directoryName) {
      leaf.subject(X500Name.getInstance(name.getName())).dns("mx.test");
    } else {
      leaf.name(name);
    }
    Judging judging = judge(root, leaf);
    assertThat(judging.failures())
        .allMatch(text -> text.startsWith("name-constraints") || text.startsWith("malformed"));
    return judging.passes();
  }

  private static Judging judge(TestCertificate root, CertificateBuilder leaf) {
    return Judging.of(leaf.issuedBy(root).mint()).trusting(root);
  }

  private static GeneralName generalName(String kind, String text) {
    return switch (kind) {
      case "DNS" -> new GeneralName(GeneralName.dNSName, new DERIA5String(text));
      case "IP" -> new GeneralName(GeneralName.iPAddress, text);
      case "MAIL" -> new GeneralName(GeneralName.rfc822Name, new DERIA5String(text));
      case "URI" -> new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(text));
      case "DIR" -> new GeneralName(new X500Name(text));
      default -> throw new IllegalArgumentException(Arrays.toString(new String[] {kind, text}));
    };
  }
}
