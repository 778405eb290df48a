package gcert.trust.path;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The graph of RFC 4158 section 2.3, in which the anchor has certified A and C, these each other
 * and both B, and B the server. Whichever of the certificates between are bad, and in whichever
 * way: there is a path exactly where one is left.
 */
class TrustGraphTest {
  private static final String ANCHOR = "Anchor";
  private static final List<Edge> EDGES =
      List.of(
          new Edge(ANCHOR, "A"),
          new Edge(ANCHOR, "C"),
          new Edge("A", "C"),
          new Edge("C", "A"),
          new Edge("A", "B"),
          new Edge("C", "B"));

  private record Edge(String issuer, String subject) {}

  /** What can be wrong with a certificate of a CA. */
  enum Flaw {
    EXPIRED,
    NAME_CONSTRAINTS,
    OTHER_PURPOSE,
    NO_BASIC_CONSTRAINTS,
    NOT_A_CA,
    FORGEABLE_SIGNATURE;

    CertificateBuilder in(CertificateBuilder ca) {
      return switch (this) {
        case EXPIRED -> ca.expiredDays(1);
        case NAME_CONSTRAINTS -> ca.permittedDns("other.test");
        case OTHER_PURPOSE -> ca.extendedKeyUsage(KeyPurposeId.id_kp_emailProtection);
        case NO_BASIC_CONSTRAINTS -> ca.without(Extension.basicConstraints);
        case NOT_A_CA -> ca.ca(false);
        case FORGEABLE_SIGNATURE -> ca.signature("SHA1withECDSA");
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void thereIsAPathWhereOneIsLeft(Flaw flaw) {
    List<TestCertificate> cas = new ArrayList<>();
    for (String name : List.of(ANCHOR, "A", "B", "C")) {
      cas.add(TestCertificate.root(name).key(KeyKind.EC_P256).mint());
    }
    List<TestCertificate> good = new ArrayList<>();
    List<TestCertificate> bad = new ArrayList<>();
    for (Edge edge : EDGES) {
      TestCertificate issuer = named(cas, edge.issuer());
      TestCertificate subject = named(cas, edge.subject());
      good.add(subject.again().issuedBy(issuer).mint());
      bad.add(flaw.in(subject.again().issuedBy(issuer)).mint());
    }
    TestCertificate anchor = named(cas, ANCHOR);
    TestCertificate server = TestCertificate.leaf("mx.test").issuedBy(named(cas, "B")).mint();
    for (int subset = 0; subset < 1 << EDGES.size(); subset++) {
      List<TestCertificate> chain = new ArrayList<>(List.of(server));
      Set<Edge> left = new HashSet<>();
      for (int i = 0; i < EDGES.size(); i++) {
        boolean flawed = (subset & (1 << i)) != 0;
        chain.add(flawed ? bad.get(i) : good.get(i));
        if (!flawed) {
          left.add(EDGES.get(i));
        }
      }
      assertThat(Judging.of(chain).trusting(anchor).name("mx.test").passes())
          .as("flawed: %s", Integer.toBinaryString(subset))
          .isEqualTo(reaches(ANCHOR, left, new HashSet<>()));
    }
  }

  private static boolean reaches(String from, Set<Edge> edges, Set<String> seen) {
    if (from.equals("B")) {
      return true;
    }
    return seen.add(from)
        && edges.stream()
            .filter(edge -> edge.issuer().equals(from))
            .anyMatch(edge -> reaches(edge.subject(), edges, seen));
  }

  private static TestCertificate named(List<TestCertificate> cas, String name) {
    return cas.get(Arrays.asList(ANCHOR, "A", "B", "C").indexOf(name));
  }
}
