package gcert.trust;

import gcert.testing.TestCertificate;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderResult;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From what a server sent to a verdict, with ECDSA P-256 throughout: by a memory of certificates
 * that is empty each time, as for one server; by one that has seen the issuers before, as for the
 * second server of the same CA; and by the JDK's path builder.
 */
@State(Scope.Benchmark)
public class PathBuilding {
  private static final int CAS = 6;

  @Param({"chain of 3", "maze"})
  public String sent;

  private Chains chains;
  private CertificateCache warm;

  @Setup
  public void mint() throws Exception {
    chains = sent.equals("maze") ? maze() : chainOfThree();
    warm = new CertificateCache();
    chains.judge(warm);
  }

  private static Chains chainOfThree() throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate upper = TestCertificate.intermediate("Upper CA").issuedBy(root).mint();
    TestCertificate lower = TestCertificate.intermediate("Lower CA").issuedBy(upper).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(lower).mint();
    return new Chains(root, List.of(leaf, lower, upper));
  }

  /** Each of six CAs has certified each other; the last of them is the one that is trusted. */
  private static Chains maze() throws Exception {
    List<TestCertificate> cas = new ArrayList<>();
    for (int i = 0; i < CAS; i++) {
      cas.add(TestCertificate.root("CA " + i).mint());
    }
    List<TestCertificate> sent = new ArrayList<>();
    sent.add(TestCertificate.leaf("mx.test").issuedBy(cas.get(0)).mint());
    for (TestCertificate subject : cas) {
      for (TestCertificate issuer : cas) {
        if (subject != issuer) {
          sent.add(subject.again().issuedBy(issuer).mint());
        }
      }
    }
    return new Chains(cas.get(CAS - 1), sent);
  }

  @Benchmark
  public Verdict gcertCold() {
    return chains.judge(new CertificateCache());
  }

  @Benchmark
  public Verdict gcertWarm() {
    return chains.judge(warm);
  }

  @Benchmark
  public CertPathBuilderResult jdk() throws GeneralSecurityException {
    return chains.build();
  }
}
