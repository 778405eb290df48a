package gcert.trust;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Escaped;
import gcert.target.Host;
import gcert.tls.Observation;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges an observation: a path to an anchor by RFC 5280, then the name by RFC 9525. */
public final class Judge {
  private Judge() {}

  /**
   * Judges the first certificate of an observation.
   *
   * @param at the instant by which lifetimes are judged
   * @throws IllegalArgumentException when the observation has no certificate
   */
  public static Verdict judge(Observation observation, Policy policy, Instant at) {
    if (observation.chain().isEmpty()) {
      throw new IllegalArgumentException("nothing to judge");
    }
    Certificate leaf = observation.chain().get(0);
    List<Finding> findings = new ArrayList<>();
    List<Certificate> path = List.of();
    Optional<Anchor> anchor = Optional.empty();
    try {
      PKIXCertPathBuilderResult built = build(observation.chain(), policy.anchors(), at);
      path = new ArrayList<>();
      for (java.security.cert.Certificate certificate : built.getCertPath().getCertificates()) {
        path.add(Certificate.of((X509Certificate) certificate));
      }
      Certificate root = Certificate.of(built.getTrustAnchor().getTrustedCert());
      path.add(root);
      anchor =
          policy.anchors().all().stream().filter(a -> a.certificate().equals(root)).findFirst();
    } catch (GeneralSecurityException | MalformedCertificateException e) {
      findings.add(
          new Finding(
              Rule.PATH,
              Severity.FAILURE,
              Escaped.of(leaf.subject())
                  + ": no path to a trusted root: "
                  + Escaped.of(String.valueOf(e.getMessage()))));
    }
    if (policy.identity().isPresent() && !names(leaf).contains(policy.identity().get().text())) {
      Host identity = policy.identity().get();
      findings.add(
          new Finding(
              Rule.NAME,
              Severity.FAILURE,
              Escaped.of(leaf.subject()) + ": is not valid for " + identity.text()));
    }
    return policy.demands().judge(observation, new Verdict(findings, path, anchor), at);
  }

  private static PKIXCertPathBuilderResult build(
      List<Certificate> chain, AnchorStore anchors, Instant at) throws GeneralSecurityException {
    Set<TrustAnchor> trusted = new HashSet<>();
    for (Anchor anchor : anchors.all()) {
      trusted.add(new TrustAnchor(anchor.certificate().x509(), null));
    }
    X509CertSelector selector = new X509CertSelector();
    selector.setCertificate(chain.get(0).x509());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, selector);
    List<X509Certificate> pool = chain.stream().map(Certificate::x509).toList();
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    return (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
  }

  private static Set<String> names(Certificate certificate) {
    Set<String> names = new HashSet<>();
    try {
      Collection<List<?>> all = certificate.x509().getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(1) instanceof String text) {
          names.add(text.toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException e) {
      return Set.of();
    }
    return names;
  }
}
