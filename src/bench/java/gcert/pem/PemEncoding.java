package gcert.pem;

import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From DER octets to PEM text: by gcert, and by Bouncy Castle's writer. */
@State(Scope.Benchmark)
public class PemEncoding {
  @Param({"1 certificate", "chain of 3"})
  public String what;

  private final List<byte[]> ders = new ArrayList<>();

  @Setup
  public void mint() throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate upper = TestCertificate.intermediate("Upper CA").issuedBy(root).mint();
    TestCertificate lower = TestCertificate.intermediate("Lower CA").issuedBy(upper).mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(lower).mint();
    List<TestCertificate> all = what.startsWith("1") ? List.of(leaf) : List.of(leaf, lower, upper);
    all.forEach(certificate -> ders.add(certificate.der()));
    if (!gcert().equals(bouncyCastle().replace(System.lineSeparator(), "\n"))) {
      throw new IllegalStateException(what);
    }
  }

  @Benchmark
  public String gcert() {
    StringBuilder text = new StringBuilder();
    for (byte[] der : ders) {
      text.append(PemEncoder.encode(der));
    }
    return text.toString();
  }

  @Benchmark
  public String bouncyCastle() throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      for (byte[] der : ders) {
        writer.writeObject(new PemObject("CERTIFICATE", der));
      }
    }
    return text.toString();
  }
}
