package gcert.trust.path;

import gcert.failure.Escaped;
import gcert.signature.SignatureOutcome;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Findings;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.WorkLimit;
import gcert.trust.extension.PathCertificate;
import gcert.trust.profile.AlgorithmStrength;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a path from a certificate to an anchor over what the server sent, in whatever order
 * (RFC 4158): depth first, the likeliest issuer first, anchors before anything else.
 *
 * <p>A first search takes up only issuers against which nothing speaks. When it finds nothing, a
 * second one takes up all of them, to find the path that comes nearest: what is wrong with that one
 * is what a person has to know.
 */
public final class PathBuilder {
  private static final int LIMIT = 64;

  private final List<PathCertificate> pool;
  private final AnchorStore anchors;
  private final IssuerRules links;
  private final PathRules whole;
  private final WorkLimit work;
  private final CertificateCache known;
  private final IncompletePath deadEnd;
  private @Nullable CertificationPath best;

  /** An issuer that could stand above the path, and the anchor that it is, if it is one. */
  private record Candidate(PathCertificate subject, Optional<Anchor> anchor) {}

  /**
   * Makes one.
   *
   * @param pool the certificates beside the end entity's, of which issuers are taken
   * @param anchors where paths may end
   * @param links the rules for adding an issuer
   * @param whole the rules for a path as a whole
   */
  public PathBuilder(
      List<PathCertificate> pool,
      AnchorStore anchors,
      IssuerRules links,
      PathRules whole,
      WorkLimit work,
      CertificateCache known,
      IncompletePath deadEnd) {
    this.pool = pool;
    this.anchors = anchors;
    this.links = links;
    this.whole = whole;
    this.work = work;
    this.known = known;
    this.deadEnd = deadEnd;
  }

  /** A path that holds. */
  public Optional<CertificationPath> find(PathCertificate leaf) {
    List<PathCertificate> path = new ArrayList<>();
    path.add(leaf);
    return extend(path, new ArrayList<>(), false);
  }

  /** The path that comes nearest to holding, after {@link #find} found none. */
  public CertificationPath nearest(PathCertificate leaf) {
    List<PathCertificate> path = new ArrayList<>();
    path.add(leaf);
    best = new CertificationPath(path, Optional.empty(), List.of(deadEnd.of(path)));
    extend(path, new ArrayList<>(), true);
    return best;
  }

  private Optional<CertificationPath> extend(
      List<PathCertificate> path, List<Finding> findings, boolean explain) {
    PathCertificate top = path.get(path.size() - 1);
    boolean extended = false;
    for (Candidate candidate : candidates(path, top)) {
      if (!work.step() || !work.grow(path.size())) {
        return Optional.empty();
      }
      List<Finding> extendedFindings = new ArrayList<>(findings);
      links.check(path, candidate.subject(), candidate.anchor(), extendedFindings);
      if (!explain && Findings.fail(extendedFindings)) {
        continue;
      }
      if (!isSigned(top, candidate.subject(), explain, extendedFindings)) {
        continue;
      }
      extended = true;
      path.add(candidate.subject());
      Optional<CertificationPath> found =
          candidate.anchor().isPresent()
              ? complete(path, candidate.anchor().get(), extendedFindings, explain)
              : extend(path, extendedFindings, explain);
      path.remove(path.size() - 1);
      if (found.isPresent()) {
        return found;
      }
    }
    if (explain && !extended) {
      List<Finding> all = new ArrayList<>(findings);
      all.add(deadEnd.of(path));
      keep(new CertificationPath(path, Optional.empty(), all));
    }
    return Optional.empty();
  }

  private boolean isSigned(
      PathCertificate top, PathCertificate issuer, boolean explain, List<Finding> findings) {
    SignatureOutcome outcome = links.verify(top, issuer);
    if (outcome == SignatureOutcome.HOLDS) {
      return true;
    }
    if (!explain || work.isSpent() || top.namesAnotherKeyThan(issuer)) {
      // An issuer of the same name with another key is simply another one.
      return false;
    }
    findings.addAll(unverified(outcome, top, issuer, findings));
    return true;
  }

  /** Why a signature does not hold; nothing where that has been said of the issuer's key. */
  private static List<Finding> unverified(
      SignatureOutcome outcome, PathCertificate top, PathCertificate issuer, List<Finding> said) {
    String who = CertificateLabel.of(top.certificate()) + ": ";
    String key = CertificateLabel.of(issuer.certificate());
    return switch (outcome) {
      case HOLDS -> List.of();
      case FAILS ->
          List.of(
              new Finding(
                  Rule.SIGNATURE,
                  Severity.FAILURE,
                  who + "the signature does not verify with the key of " + key));
      case UNSUPPORTED_ALGORITHM ->
          List.of(
              new Finding(
                  Rule.WEAK_KEY,
                  Severity.FAILURE,
                  who
                      + "is signed with "
                      + Escaped.of(top.certificate().signature(), LIMIT)
                      + ", an unsupported algorithm: the signature cannot be verified"));
      case UNUSABLE_KEY -> {
        Finding unusable = AlgorithmStrength.unusable(issuer);
        yield said.contains(unusable) ? List.of() : List.of(unusable);
      }
    };
  }

  private Optional<CertificationPath> complete(
      List<PathCertificate> path, Anchor anchor, List<Finding> findings, boolean explain) {
    List<Finding> all = new ArrayList<>(findings);
    whole.check(path, all);
    CertificationPath complete = new CertificationPath(path, Optional.of(anchor), all);
    if (!Findings.fail(all)) {
      return Optional.of(complete);
    }
    if (explain) {
      keep(complete);
    }
    return Optional.empty();
  }

  private void keep(CertificationPath path) {
    if (best == null || path.isBetterThan(best)) {
      best = path;
    }
  }

  private List<Candidate> candidates(List<PathCertificate> path, PathCertificate top) {
    List<Candidate> found = new ArrayList<>(2);
    for (Anchor anchor : anchors.bySubject(top.issuer())) {
      PathCertificate subject = known.issuer(anchor.certificate());
      // An anchor ends the path, so it may have the name and the key of a certificate below it.
      if (subject.malformed().isEmpty() && !isItself(path, subject)) {
        found.add(new Candidate(subject, Optional.of(anchor)));
      }
    }
    int trusted = found.size();
    for (PathCertificate subject : pool) {
      if (subject.name().equals(top.issuer()) && !isIn(path, subject)) {
        boolean anchored = false;
        for (int i = 0; i < trusted; i++) {
          anchored |= found.get(i).subject().certificate().equals(subject.certificate());
        }
        if (!anchored) {
          found.add(new Candidate(subject, Optional.empty()));
        }
      }
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparingInt(candidate -> unlikeliness(top, candidate)));
    }
    return found;
  }

  private int unlikeliness(PathCertificate top, Candidate candidate) {
    return (top.namesAnotherKeyThan(candidate.subject()) ? 4 : 0)
        + (links.isValidNow(candidate.subject()) ? 0 : 2)
        + (candidate.anchor().isPresent() ? 0 : 1);
  }

  private static boolean isItself(List<PathCertificate> path, PathCertificate candidate) {
    for (PathCertificate subject : path) {
      if (subject.certificate().equals(candidate.certificate())) {
        return true;
      }
    }
    return false;
  }

  /** The same name with the same key a second time leads in a circle. */
  private static boolean isIn(List<PathCertificate> path, PathCertificate candidate) {
    for (PathCertificate subject : path) {
      if (subject.certificate().equals(candidate.certificate())
          || (subject.name().equals(candidate.name())
              && subject.publicKey().equals(candidate.publicKey()))) {
        return true;
      }
    }
    return false;
  }
}
