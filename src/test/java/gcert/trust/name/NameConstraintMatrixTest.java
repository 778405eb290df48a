package gcert.trust.name;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.CertificateBuilder;
import gcert.testing.Judging;
import gcert.testing.TestCertificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/**
 * Every combination of a DNS name and an address in a server's certificate, each absent, the one
 * asked for or another, with constraints for both kinds, permitted and excluded, each absent, on
 * the name asked for or on the other.
 */
class NameConstraintMatrixTest {
  /** Of what an entry is made. */
  private enum Which {
    NONE,
    ASKED,
    OTHER
  }

  private record Constraints(
      Which permittedDns, Which permittedIp, Which excludedDns, Which excludedIp) {}

  private record Names(Which dns, Which ip) {}

  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate plain = TestCertificate.intermediate().issuedBy(root).mint();

  @Test
  void aServerPassesWhenItIsTheOneAskedForAndNoConstraintIsAgainstAnyOfItsNames() {
    List<TestCertificate> cas = new ArrayList<>();
    List<Constraints> constraints = allConstraints();
    for (Constraints each : constraints) {
      cas.add(constrained(each));
    }
    for (Which dns : Which.values()) {
      for (Which ip : Which.values()) {
        Names names = new Names(dns, ip);
        TestCertificate server = server(names);
        for (int i = 0; i < cas.size(); i++) {
          boolean within = isWithin(names, constraints.get(i));
          Judging judging = Judging.of(server, cas.get(i)).trusting(root);
          assertThat(judging.name("test.localhost").passes())
              .as("test.localhost: %s %s", names, constraints.get(i))
              .isEqualTo(within && dns == Which.ASKED);
          assertThat(judging.name("127.0.0.1").passes())
              .as("127.0.0.1: %s %s", names, constraints.get(i))
              .isEqualTo(within && ip == Which.ASKED);
        }
      }
    }
  }

  private static boolean isWithin(Names names, Constraints constraints) {
    return isWithin(names.dns(), constraints.permittedDns(), constraints.excludedDns())
        && isWithin(names.ip(), constraints.permittedIp(), constraints.excludedIp());
  }

  private static boolean isWithin(Which name, Which permitted, Which excluded) {
    return name == Which.NONE
        || ((permitted == Which.NONE || permitted == name) && excluded != name);
  }

  private TestCertificate server(Names names) {
    // The common name counts neither as a name nor before constraints.
    CertificateBuilder server =
        TestCertificate.leaf().subject("CN=bad.example.com").issuedBy(plain);
    if (names.dns() != Which.NONE) {
      server.dns(names.dns() == Which.ASKED ? "test.localhost" : "bad.example.com");
    }
    if (names.ip() != Which.NONE) {
      server.ip(names.ip() == Which.ASKED ? "127.0.0.1" : "1.1.1.1");
    }
    return server.mint();
  }

  private TestCertificate constrained(Constraints constraints) {
    CertificateBuilder ca = plain.again().issuedBy(root);
    GeneralName[] permitted = trees(constraints.permittedDns(), constraints.permittedIp());
    GeneralName[] excluded = trees(constraints.excludedDns(), constraints.excludedIp());
    return permitted.length + excluded.length == 0
        ? ca.mint()
        : ca.nameConstraints(permitted, excluded).mint();
  }

  private static GeneralName[] trees(Which dns, Which ip) {
    List<GeneralName> trees = new ArrayList<>();
    if (dns != Which.NONE) {
      String tree = dns == Which.ASKED ? "localhost" : "example.com";
      trees.add(new GeneralName(GeneralName.dNSName, tree));
    }
    if (ip != Which.NONE) {
      String range = ip == Which.ASKED ? "127.0.0.0/24" : "1.1.1.0/24";
      trees.add(new GeneralName(GeneralName.iPAddress, range));
    }
    return trees.toArray(GeneralName[]::new);
  }

  private static List<Constraints> allConstraints() {
    List<Constraints> all = new ArrayList<>();
    for (Which permittedDns : Which.values()) {
      for (Which permittedIp : Which.values()) {
        for (Which excludedDns : Which.values()) {
          for (Which excludedIp : Which.values()) {
            all.add(new Constraints(permittedDns, permittedIp, excludedDns, excludedIp));
          }
        }
      }
    }
    return all;
  }
}
