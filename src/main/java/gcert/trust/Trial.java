package gcert.trust;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** One chain before one policy: the rules put together, and the search for a path by them. */
final class Trial {
  private static final int LIMIT = 160;

  private final List<Certificate> chain;
  private final boolean sent;
  private final Policy policy;
  private final CertificateCache known;
  private final Validity validity;
  private final ProfileRules profile;

  /**
   * Makes one.
   *
   * @param chain the certificates, the one to judge first
   * @param sent whether a server sent them; otherwise they are from a file
   */
  Trial(List<Certificate> chain, boolean sent, Policy policy, Instant at, CertificateCache known) {
    this.chain = chain;
    this.sent = sent;
    this.policy = policy;
    this.known = known;
    this.validity = new Validity(at);
    this.profile = new ProfileRules(policy.strict());
  }

  /** The path that holds, or the one that comes nearest, with what is wrong with it. */
  Path path(List<Finding> findings) {
    Subject leaf = new Subject(chain.get(0));
    if (leaf.malformed().isPresent()) {
      findings.add(malformed(leaf));
      return new Path(List.of(leaf), Optional.empty(), List.of());
    }
    Optional<Anchor> itself = anchor(leaf);
    new LeafRules(validity, policy.identity().isPresent(), policy.strict())
        .check(leaf, itself.isPresent(), findings);
    suspectClock(leaf, findings);
    profile.checkFailures(leaf, Role.LEAF, findings);
    profile.checkWarnings(leaf, Role.LEAF, findings);
    if (itself.isPresent()) {
      return new Path(List.of(leaf), itself, List.of());
    }
    List<Subject> pool = pool();
    Effort effort = new Effort();
    Optional<Path> good =
        search(pool, policy.anchors(), effort)
            .find(leaf)
            .or(
                () ->
                    policy.further().flatMap(further -> search(pool, further, effort).find(leaf)));
    if (good.isPresent()) {
      if (!profile.isStrict()) {
        warn(good.get(), findings);
      }
      if (!good.get().anchor().map(Anchor::isFromFile).orElse(true)) {
        ServerLifetime.check(leaf, profile.isStrict(), findings);
      }
      return good.get();
    }
    Path nearest = search(pool, policy.anchors(), effort).nearest(leaf);
    if (policy.further().isPresent()) {
      Path other = search(pool, policy.further().get(), effort).nearest(leaf);
      nearest = other.isBetterThan(nearest) ? other : nearest;
    }
    explain(leaf, pool, nearest, effort, findings);
    return nearest;
  }

  /** Where nothing that was sent is valid yet, it is rather the clock that is wrong. */
  private void suspectClock(Subject leaf, List<Finding> findings) {
    if (Findings.fail(findings)
        && findings.get(0).rule() == Rule.NOT_YET_VALID
        && validity.isBefore(chain)) {
      findings.set(0, validity.clock(leaf));
    }
  }

  private void warn(Path good, List<Finding> findings) {
    List<Subject> path = good.subjects();
    for (int i = 1; i < path.size(); i++) {
      boolean anchor = i == path.size() - 1;
      // What does no harm in a root that everybody trusts is nobody's business to mend.
      if (!anchor || good.anchor().map(Anchor::isFromFile).orElse(false)) {
        profile.checkWarnings(path.get(i), anchor ? Role.ANCHOR : Role.INTERMEDIATE, findings);
      }
      profile.checkLink(path.get(i - 1), path.get(i), findings);
    }
  }

  private void explain(
      Subject leaf, List<Subject> pool, Path nearest, Effort effort, List<Finding> findings) {
    Optional<Path> elsewhere =
        policy.fallback().flatMap(store -> search(pool, store, new Effort()).find(leaf));
    Optional<Finding> unreadable = unreadableIssuer(nearest);
    if (elsewhere.isPresent()) {
      findings.add(otherRoots(leaf, elsewhere.get()));
    } else if (effort.isSpent()) {
      findings.add(
          new Finding(
              Rule.EFFORT,
              Severity.FAILURE,
              Label.of(leaf.certificate())
                  + ": no path was found within the work that a chain may take: it has too many"
                  + " certificates, or too many names and name constraints"));
    } else if (unreadable.isPresent()) {
      findings.add(unreadable.get());
    } else {
      findings.addAll(nearest.findings());
    }
  }

  /** What is wrong with the issuer at which a path ends, where it is there and cannot be read. */
  private Optional<Finding> unreadableIssuer(Path path) {
    Subject top = path.subjects().get(path.subjects().size() - 1);
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
      Subject issuer = known.issuer(certificate);
      if (issuer.malformed().isPresent() && issuer.name().equals(top.issuer())) {
        return Optional.of(malformed(issuer));
      }
    }
    return Optional.empty();
  }

  private static Finding malformed(Subject subject) {
    return new Finding(
        Rule.MALFORMED,
        Severity.FAILURE,
        Label.of(subject.certificate())
            + ": malformed certificate: "
            + Escaped.of(subject.malformed().orElse(""), LIMIT));
  }

  private PathSearch search(List<Subject> pool, AnchorStore anchors, Effort effort) {
    LinkRules links = new LinkRules(validity, known, effort, profile);
    return new PathSearch(
        pool, anchors, links, new PathRules(effort), effort, known, new DeadEnd(sent));
  }

  /** What was sent beside the leaf, once each; what cannot be read vouches for nobody. */
  private List<Subject> pool() {
    List<Subject> pool = new ArrayList<>(chain.size());
    for (Certificate certificate : new LinkedHashSet<>(chain.subList(1, chain.size()))) {
      Subject issuer = known.issuer(certificate);
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
  private Optional<Anchor> anchor(Subject leaf) {
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

  private Finding otherRoots(Subject leaf, Path path) {
    String root = Label.of(path.subjects().get(path.subjects().size() - 1).certificate());
    String source = path.anchor().map(Anchor::source).orElse("");
    return new Finding(
        Rule.OTHER_ROOTS,
        Severity.FAILURE,
        Label.of(leaf.certificate())
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
