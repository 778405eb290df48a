package gcert.trust.name;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference identities (RFC 9525). */
class NameMatchingTest {
  private final TestCertificate root = TestCertificate.root().mint();

  @ParameterizedTest
  @CsvSource({
    "mx.test, mx.test, true",
    "MX.Test, mx.test, true",
    "mx.test., mx.test, false",
    "*.example.test., mx.example.test, false",
    "mx.test, mx2.test, false",
    "mx.test, a.mx.test, false",
    "a.mx.test, mx.test, false",
    "*.example.test, mx.example.test, true",
    "*.EXAMPLE.test, mx.example.test, true",
    "*.example.test, example.test, false",
    "*.example.test, a.b.example.test, false",
    "*.example.test, mx.notexample.test, false",
    "*, test, false",
    "*, mx.test, false",
    "*., test, false",
    "*.test, mx.test, false",
    "m*.example.test, mx.example.test, false",
    "*x.example.test, mx.example.test, false",
    "mx.*.test, mx.example.test, false",
    "*.*.test, mx.example.test, false",
    "**.example.test, mx.example.test, false",
    "xn--*-1b3c148a.example.test, xn--bliss-1b3c148a.example.test, false",
    "*.example.test, xn--bcher-kva.example.test, true",
    "XN--BCHER-KVA.example.test, xn--bcher-kva.example.test, true",
    ".example.test, mx.example.test, false",
    "mx..test, mx.test, false",
    "'', mx.test, false",
    "mx_1.example.test, mx_1.example.test, true",
  })
  void aPresentedNameCoversAHostOrNot(String presented, String host, boolean covered) {
    assertThat(NameMatching.covers(presented, host)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void theMatcherAgreesWithASlowOne(long seed) {
    Random random = new Random(seed);
    List<String> labels = List.of("*", "a", "b", "mx", "*a", "A", "", "1");
    for (int i = 0; i < 2000; i++) {
      String presented = name(random, labels);
      String host = name(random, List.of("a", "b", "mx", "c"));
      assertThat(NameMatching.covers(presented, host))
          .as("%s for %s", presented, host)
          .isEqualTo(slowly(presented, host));
    }
  }

  @Test
  void anAddressIsMatchedByAnAddressOnly() {
    assertThat(judge(TestCertificate.leaf().ip("192.0.2.7"), "192.0.2.7").passes()).isTrue();
    assertThat(judge(TestCertificate.leaf().ip("2001:db8::7"), "2001:db8::7").passes()).isTrue();
    assertThat(judge(TestCertificate.leaf().ip("192.0.2.8"), "192.0.2.7").rule()).isEqualTo("name");
    assertThat(judge(TestCertificate.leaf("192.0.2.7"), "192.0.2.7").rule()).isEqualTo("name");
    assertThat(
            judge(
                    TestCertificate.leaf()
                        .name(
                            new GeneralName(
                                GeneralName.iPAddress,
                                new DEROctetString(new byte[] {(byte) 192, 0, 2, 7, 0, 0, 0, 0}))),
                    "192.0.2.7")
                .rule())
        .isEqualTo("name");
  }

  @Test
  void aCommonNameDoesNotCount() {
    assertThat(judge(TestCertificate.leaf().subject("CN=mx.test"), "mx.test").failures())
        .containsExactly(
            "name: certificate \"mx.test\" is not valid for mx.test; it covers no name at all: it"
                + " has no subject alternative names, and the common name does not count");
  }

  @Test
  void theFindingTellsWhatTheCertificateIsValidFor() {
    assertThat(
            judge(TestCertificate.leaf("a.test", "b.test", "c.test", "d.test", "e.test"), "mx.test")
                .failures())
        .containsExactly(
            "name: certificate \"a.test\" is not valid for mx.test; it covers a.test, b.test,"
                + " c.test and 2 more");
  }

  @Test
  void aNameThatCannotBeReadDoesNotHideTheOthers() {
    GeneralName odd =
        new GeneralName(
            GeneralName.uniformResourceIdentifier, new DERIA5String("http://[bad/ uri"));
    assertThat(judge(TestCertificate.leaf("mx.test").name(odd), "mx.test").passes()).isTrue();
  }

  @Test
  void escapesInNamesNeverReachTheFinding() {
    String message = judge(TestCertificate.leaf("\u001b[31mred.test"), "mx.test").failures().get(0);
    assertThat(message).contains("\\x1b[31mred.test").doesNotContain("\u001b");
  }

  @Test
  void tenThousandNamesAreCounted() {
    String[] names = new String[10_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = "n" + i + ".test";
    }
    assertThat(judge(TestCertificate.leaf(names), "mx.test").failures().get(0))
        .endsWith("n0.test, n1.test, n2.test and 9997 more");
    assertThat(judge(TestCertificate.leaf(names), "n9999.test").passes()).isTrue();
  }

  private Judging judge(gcert.testing.CertificateBuilder leaf, String name) {
    return Judging.of(leaf.issuedBy(root).mint()).trusting(root).name(name);
  }

  private static String name(Random random, List<String> labels) {
    StringBuilder name = new StringBuilder();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      name.append(i == 0 ? "" : ".").append(labels.get(random.nextInt(labels.size())));
    }
    return name.toString();
  }

  /** Label by label, as the RFC tells it. */
  private static boolean slowly(String presented, String host) {
    String[] theirs = presented.split("\\.", -1);
    String[] ours = host.split("\\.", -1);
    if (theirs.length != ours.length) {
      return false;
    }
    for (int i = 0; i < ours.length; i++) {
      boolean wild = i == 0 && theirs[0].equals("*") && theirs.length > 2;
      if (!wild && !theirs[i].equalsIgnoreCase(ours[i])) {
        return false;
      }
    }
    return true;
  }
}
