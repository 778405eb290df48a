package gcert.trust;

import gcert.certificate.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** One chain before one policy: the rules put together, and the search for a path by them. */
final class Trial {
  private final List<Certificate> chain;
  private final Policy policy;
  private final SignatureCache signatures;
  private final Validity validity;

  Trial(List<Certificate> chain, Policy policy, Instant at, SignatureCache signatures) {
    this.chain = chain;
    this.policy = policy;
    this.signatures = signatures;
    this.validity = new Validity(at);
  }

  /** The path that holds, or the one that comes nearest, with what is wrong with it. */
  Path path(List<Finding> findings) {
    Subject leaf = new Subject(chain.get(0));
    Optional<Anchor> itself = anchor(policy.anchors(), leaf);
    new LeafRules(validity, policy.identity().isPresent(), policy.strict())
        .check(leaf, itself.isPresent(), findings);
    if (itself.isPresent()) {
      return new Path(List.of(leaf), itself, List.of());
    }
    List<Subject> pool = pool();
    Effort effort = new Effort();
    PathSearch search = search(pool, policy.anchors(), effort);
    Optional<Path> good = search.find(leaf);
    if (good.isPresent()) {
      findings.addAll(good.get().findings());
      return good.get();
    }
    Path nearest = search(pool, policy.anchors(), effort).nearest(leaf);
    Optional<Path> elsewhere =
        policy.fallback().flatMap(store -> search(pool, store, new Effort()).find(leaf));
    if (elsewhere.isPresent()) {
      findings.add(otherRoots(leaf, elsewhere.get()));
    } else if (effort.isSpent()) {
      findings.add(
          new Finding(
              Rule.EFFORT,
              Severity.FAILURE,
              Label.of(leaf.certificate())
                  + ": no path was found within the work that a chain may take: it has too many"
                  + " certificates that could have issued one another"));
    } else {
      findings.addAll(nearest.findings());
    }
    return nearest;
  }

  private PathSearch search(List<Subject> pool, AnchorStore anchors, Effort effort) {
    LinkRules links = new LinkRules(validity, signatures, effort);
    return new PathSearch(pool, anchors, links, new PathRules(), effort);
  }

  private List<Subject> pool() {
    List<Subject> pool = new ArrayList<>(chain.size());
    for (Certificate certificate : new LinkedHashSet<>(chain.subList(1, chain.size()))) {
      pool.add(new Subject(certificate));
    }
    return pool;
  }

  private static Optional<Anchor> anchor(AnchorStore anchors, Subject leaf) {
    for (Anchor anchor : anchors.bySubject(leaf.name())) {
      if (anchor.certificate().equals(leaf.certificate())) {
        return Optional.of(anchor);
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
            + ": no path to a "
            + policy.anchors().name()
            + " root, but one to the "
            + source
            + " root "
            + root
            + "; use --roots "
            + source
            + ", or bring the bundle up to date with gcert roots update");
  }
}
