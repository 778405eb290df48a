package gcert.trust;

import gcert.testing.TestCertificate;
import gcert.trust.path.CertificateCache;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderResult;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From what a server sent to a verdict, with ECDSA P-256 throughout: by gcert for the first server
 * of its kind; by gcert for the second one that shows the same issuers; and by the JDK's path
 * builder.
 *
 * <p>Every call gets certificates that were minted for it. The JDK hands out the same object for
 * octets that it has parsed before, and that object remembers whose signature it bears.
 */
public class PathBuilding {

  /** What two servers send, and the root that is trusted. */
  @State(Scope.Benchmark)
  public static class Sent {
    private static final int CAS = 6;

    @Param({"chain of 3", "maze"})
    public String what;

    private Chains chains;
    private Chains neighbour;

    @Setup(Level.Invocation)
    public void mint() throws Exception {
      if (what.equals("maze")) {
        maze();
      } else {
        chainOfThree();
      }
    }

    private void chainOfThree() throws Exception {
      TestCertificate root = TestCertificate.root().mint();
      TestCertificate upper = TestCertificate.intermediate("Upper CA").issuedBy(root).mint();
      TestCertificate lower = TestCertificate.intermediate("Lower CA").issuedBy(upper).mint();
      send(lower, List.of(lower, upper), root);
    }

    /** Each of six CAs has certified each other; the last of them is the one that is trusted. */
    private void maze() throws Exception {
      List<TestCertificate> cas = new ArrayList<>();
      for (int i = 0; i < CAS; i++) {
        cas.add(TestCertificate.root("CA " + i).mint());
      }
      List<TestCertificate> above = new ArrayList<>();
      for (TestCertificate subject : cas) {
        for (TestCertificate issuer : cas) {
          if (subject != issuer) {
            above.add(subject.again().issuedBy(issuer).mint());
          }
        }
      }
      send(cas.get(0), above, cas.get(CAS - 1));
    }

    private void send(TestCertificate issuer, List<TestCertificate> above, TestCertificate root)
        throws Exception {
      chains = new Chains(root, TestCertificate.leaf("mx.test").issuedBy(issuer).mint(), above);
      neighbour = new Chains(root, TestCertificate.leaf("mx.test").issuedBy(issuer).mint(), above);
    }
  }

  /** What is known after the neighbour was judged. */
  @State(Scope.Benchmark)
  public static class Known {
    private CertificateCache cache;

    @Setup(Level.Invocation)
    public void judge(Sent sent) {
      cache = new CertificateCache();
      sent.neighbour.judge(cache);
    }
  }

  @Benchmark
  public Verdict gcertCold(Sent sent) {
    return sent.chains.judge(new CertificateCache());
  }

  @Benchmark
  public Verdict gcertWarm(Sent sent, Known known) {
    return sent.chains.judge(known.cache);
  }

  @Benchmark
  public CertPathBuilderResult jdk(Sent sent) throws GeneralSecurityException {
    return sent.chains.build();
  }
}
