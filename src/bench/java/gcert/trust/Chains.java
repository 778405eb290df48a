package gcert.trust;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.target.FileTarget;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.path.CertificateCache;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderResult;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The same certificates before gcert and before the JDK's path builder. */
final class Chains {
  private final Observation observation;
  private final ValidationPolicy policy;
  private final Instant at = Instant.now();
  private final PKIXBuilderParameters parameters;

  private record OneRoot(Anchor anchor) implements AnchorStore {
    @Override
    public List<Anchor> bySubject(DistinguishedName name) {
      return anchor.certificate().subjectName().equals(name) ? all() : List.of();
    }

    @Override
    public List<Anchor> all() {
      return List.of(anchor);
    }

    @Override
    public String name() {
      return "roots.pem";
    }
  }

  Chains(TestCertificate root, TestCertificate leaf, List<TestCertificate> above) throws Exception {
    List<Certificate> chain = new ArrayList<>();
    List<X509Certificate> x509s = new ArrayList<>();
    chain.add(Certificate.parse(leaf.der()));
    for (TestCertificate each : above) {
      chain.add(Certificate.parse(each.der()));
      x509s.add(each.x509());
    }
    observation =
        new Observation(
            new FileTarget("-", Optional.empty()),
            at,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            chain,
            Timing.none(),
            Optional.empty());
    Anchor anchor = new Anchor(Certificate.parse(root.der()), "roots.pem");
    policy = new ValidationPolicy(new OneRoot(anchor), Optional.empty(), Optional.empty(), false);

    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(leaf.x509());
    parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root.x509(), null)), wanted);
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(-1);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(x509s)));
  }

  /** Path and every other rule of gcert; the name is not asked for. */
  Verdict judge(CertificateCache known) {
    Verdict verdict = Judge.judge(observation, policy, at, known);
    if (!verdict.passed()) {
      throw new IllegalStateException(verdict.findings().toString());
    }
    return verdict;
  }

  /** A path that the JDK finds and validates, without revocation. */
  CertPathBuilderResult build() throws GeneralSecurityException {
    return CertPathBuilder.getInstance("PKIX").build(parameters);
  }
}
