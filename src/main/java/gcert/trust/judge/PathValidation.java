package gcert.trust.judge;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Findings;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.WorkLimit;
import gcert.trust.extension.CertificateRole;
import gcert.trust.extension.PathCertificate;
import gcert.trust.path.CertificateCache;
import gcert.trust.path.CertificationPath;
import gcert.trust.path.EndEntityRules;
import gcert.trust.path.IncompletePath;
import gcert.trust.path.IssuerRules;
import gcert.trust.path.PathBuilder;
import gcert.trust.path.PathRules;
import gcert.trust.path.ValidityRule;
import gcert.trust.profile.ProfileRules;
import gcert.trust.profile.ServerLifetime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** One chain before one policy: the rules put together, and the search for a path by them. */
final class PathValidation {
  private static final int LIMIT = 160;

  private final List<Certificate> chain;
  private final boolean sent;
  private final ValidationPolicy policy;
  private final CertificateCache known;
  private final ValidityRule validity;
  private final ProfileRules profile;

  /**
   * Makes one.
   *
   * @param chain the certificates, the one to judge first
   * @param sent whether a server sent them; otherwise they are from a file
   */
  PathValidation(
      List<Certificate> chain,
      boolean sent,
      ValidationPolicy policy,
      Instant at,
      CertificateCache known) {
    this.chain = chain;
    this.sent = sent;
    this.policy = policy;
    this.known = known;
    this.validity = new ValidityRule(at);
    this.profile = new ProfileRules(policy.strict());
  }

  /** The path that holds, or the one that comes nearest, with what is wrong with it. */
  CertificationPath path(List<Finding> findings) {
    PathCertificate leaf = new PathCertificate(chain.get(0));
    if (leaf.malformed().isPresent()) {
      findings.add(malformed(leaf));
      return new CertificationPath(List.of(leaf), Optional.empty(), List.of());
    }
    Optional<Anchor> itself = anchor(leaf);
    new EndEntityRules(validity, policy.identity().isPresent(), policy.strict())
        .check(leaf, itself.isPresent(), findings);
    suspectClock(leaf, findings);
    profile.checkFailures(leaf, CertificateRole.END_ENTITY, findings);
    profile.checkWarnings(leaf, CertificateRole.END_ENTITY, findings);
    if (itself.isPresent()) {
      return new CertificationPath(List.of(leaf), itself, List.of());
    }
    List<PathCertificate> pool = pool();
    WorkLimit work = new WorkLimit();
    Optional<CertificationPath> good =
        search(pool, policy.anchors(), work)
            .find(leaf)
            .or(() -> policy.further().flatMap(further -> search(pool, further, work).find(leaf)));
    if (good.isPresent()) {
      if (!profile.isStrict()) {
        warn(good.get(), findings);
      }
      if (!good.get().anchor().map(Anchor::isFromFile).orElse(true)) {
        ServerLifetime.check(leaf, profile.isStrict(), findings);
      }
      return good.get();
    }
    CertificationPath nearest = search(pool, policy.anchors(), work).nearest(leaf);
    if (policy.further().isPresent()) {
      CertificationPath other = search(pool, policy.further().get(), work).nearest(leaf);
      nearest = other.isBetterThan(nearest) ? other : nearest;
    }
    explain(leaf, pool, nearest, work, findings);
    return nearest;
  }

  /** Where nothing that was sent is valid yet, it is rather the clock that is wrong. */
  private void suspectClock(PathCertificate leaf, List<Finding> findings) {
    if (Findings.fail(findings)
        && findings.get(0).rule() == Rule.NOT_YET_VALID
        && validity.isBefore(chain)) {
      findings.set(0, validity.clock(leaf));
    }
  }

  private void warn(CertificationPath good, List<Finding> findings) {
    List<PathCertificate> path = good.subjects();
    for (int i = 1; i < path.size(); i++) {
      boolean anchor = i == path.size() - 1;
      // What does no harm in a root that everybody trusts is nobody's business to mend.
      if (!anchor || good.anchor().map(Anchor::isFromFile).orElse(false)) {
        profile.checkWarnings(
            path.get(i), anchor ? CertificateRole.ANCHOR : CertificateRole.INTERMEDIATE, findings);
      }
      profile.checkLink(path.get(i - 1), path.get(i), findings);
    }
  }

  private void explain(
      PathCertificate leaf,
      List<PathCertificate> pool,
      CertificationPath nearest,
      WorkLimit work,
      List<Finding> findings) {
    Optional<CertificationPath> elsewhere =
        policy.fallback().flatMap(store -> search(pool, store, new WorkLimit()).find(leaf));
    Optional<Finding> unreadable = unreadableIssuer(nearest);
    if (elsewhere.isPresent()) {
      findings.add(otherRoots(leaf, elsewhere.get()));
    } else if (work.isSpent()) {
      findings.add(
          new Finding(
              Rule.EFFORT,
              Severity.FAILURE,
              CertificateLabel.of(leaf.certificate())
                  + ": no path was found within the work that a chain may take: it has too many"
                  + " certificates, or too many names and name constraints"));
    } else if (unreadable.isPresent()) {
      findings.add(unreadable.get());
    } else {
      findings.addAll(nearest.findings());
    }
  }

  /** What is wrong with the issuer at which a path ends, where it is there and cannot be read. */
  private Optional<Finding> unreadableIssuer(CertificationPath path) {
    PathCertificate top = path.subjects().get(path.subjects().size() - 1);
    if (path.anchor().isPresent()) {
      return Optional.empty();
    }
    List<Certificate> issuers = new ArrayList<>();
    for (AnchorStore store : stores()) {
      for (Anchor anchor : store.bySubject(top.issuer())) {
        issuers.add(anchor.certificate());
      }
    }
    issuers.addAll(chain);
    for (Certificate certificate : issuers) {
      PathCertificate issuer = known.issuer(certificate);
      if (issuer.malformed().isPresent() && issuer.name().equals(top.issuer())) {
        return Optional.of(malformed(issuer));
      }
    }
    return Optional.empty();
  }

  private static Finding malformed(PathCertificate subject) {
    return new Finding(
        Rule.MALFORMED,
        Severity.FAILURE,
        CertificateLabel.of(subject.certificate())
            + ": malformed certificate: "
            + Escaped.of(subject.malformed().orElse(""), LIMIT));
  }

  private PathBuilder search(List<PathCertificate> pool, AnchorStore anchors, WorkLimit work) {
    IssuerRules links = new IssuerRules(validity, known, work, profile);
    return new PathBuilder(
        pool, anchors, links, new PathRules(work), work, known, new IncompletePath(sent));
  }

  /** What was sent beside the leaf, once each; what cannot be read vouches for nobody. */
  private List<PathCertificate> pool() {
    List<PathCertificate> pool = new ArrayList<>(chain.size());
    for (Certificate certificate : new LinkedHashSet<>(chain.subList(1, chain.size()))) {
      PathCertificate issuer = known.issuer(certificate);
      if (issuer.malformed().isEmpty()) {
        pool.add(issuer);
      }
    }
    return pool;
  }

  private List<AnchorStore> stores() {
    return policy.further().isPresent()
        ? List.of(policy.anchors(), policy.further().get())
        : List.of(policy.anchors());
  }

  /** The anchor that the leaf itself is. */
  private Optional<Anchor> anchor(PathCertificate leaf) {
    // The further ones, which have to be read first, only where the leaf can be one of them.
    for (AnchorStore store : leaf.isSelfIssued() ? stores() : List.of(policy.anchors())) {
      for (Anchor anchor : store.bySubject(leaf.name())) {
        if (anchor.certificate().equals(leaf.certificate())) {
          return Optional.of(anchor);
        }
      }
    }
    return Optional.empty();
  }

  private Finding otherRoots(PathCertificate leaf, CertificationPath path) {
    String root =
        CertificateLabel.of(path.subjects().get(path.subjects().size() - 1).certificate());
    String source = path.anchor().map(Anchor::source).orElse("");
    return new Finding(
        Rule.OTHER_ROOTS,
        Severity.FAILURE,
        CertificateLabel.of(leaf.certificate())
            + ": no path to a root of the set '"
            + policy.anchors().name()
            + "', but one to the "
            + source
            + " root "
            + root
            + "; use --roots "
            + source
            + ", or bring the bundle up to date with gcert roots update");
  }
}
