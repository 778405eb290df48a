package gcert.trust;

import gcert.certificate.Certificate;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.testing.CertificateBuilder;
import gcert.testing.TestCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import sun.security.util.HostnameChecker;

/** A host's identity before a certificate: by gcert, and by what checks it for the JDK's HTTPS. */
@State(Scope.Benchmark)
public class NameMatching {
  /** As many calls are timed together: a single one takes about as long as asking for the time. */
  private static final int TOGETHER = 100;

  @Param({"exact", "wildcard", "address", "last of 100", "none of 100"})
  public String kind;

  private Certificate certificate;
  private X509Certificate x509;
  private Host identity;
  private String name;
  private boolean valid;
  private HostnameChecker checker;

  @Setup
  public void mint() throws Exception {
    name =
        kind.equals("address")
            ? "192.0.2.25"
            : kind.equals("none of 100") ? "mx.test" : "mx99.mail.test";
    identity = ((ServerTarget) new TargetParser(OptionalInt.empty()).parse(name)).host();
    TestCertificate minted = presenting().mint();
    certificate = Certificate.parse(minted.der());
    x509 = minted.x509();
    checker = HostnameChecker.getInstance(HostnameChecker.TYPE_TLS);
    valid = !kind.equals("none of 100");
    if (gcertFindings().isEmpty() != valid || jdkMatches() != valid) {
      throw new IllegalStateException(kind);
    }
  }

  private CertificateBuilder presenting() {
    CertificateBuilder leaf = TestCertificate.leaf("mx.example.test");
    switch (kind) {
      case "exact" -> leaf.dns("mx99.mail.test");
      case "wildcard" -> leaf.dns("*.mail.test");
      case "address" -> leaf.ip("192.0.2.25");
      default -> {
        for (int i = 1; i < 100; i++) {
          leaf.dns("mx" + i + ".mail.test");
        }
      }
    }
    return leaf;
  }

  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public void gcert(Blackhole hole) {
    for (int i = 0; i < TOGETHER; i++) {
      hole.consume(gcertFindings());
    }
  }

  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public void jdk(Blackhole hole) {
    for (int i = 0; i < TOGETHER; i++) {
      hole.consume(jdkMatches());
    }
  }

  private List<Finding> gcertFindings() {
    List<Finding> findings = new ArrayList<>();
    gcert.trust.name.NameMatching.check(certificate, identity, findings);
    return findings;
  }

  private boolean jdkMatches() {
    try {
      checker.match(name, x509);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }
}
