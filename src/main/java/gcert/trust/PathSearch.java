package gcert.trust;

import gcert.failure.Escaped;
import gcert.signature.Outcome;
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
final class PathSearch {
  private static final int LIMIT = 64;

  private final List<Subject> pool;
  private final AnchorStore anchors;
  private final LinkRules links;
  private final PathRules whole;
  private final Effort effort;
  private final CertificateCache known;
  private final DeadEnd deadEnd;
  private @Nullable Path best;

  /** An issuer that could stand above the path, and the anchor that it is, if it is one. */
  private record Candidate(Subject subject, Optional<Anchor> anchor) {}

  PathSearch(
      List<Subject> pool,
      AnchorStore anchors,
      LinkRules links,
      PathRules whole,
      Effort effort,
      CertificateCache known,
      DeadEnd deadEnd) {
    this.pool = pool;
    this.anchors = anchors;
    this.links = links;
    this.whole = whole;
    this.effort = effort;
    this.known = known;
    this.deadEnd = deadEnd;
  }

  /** A path that holds. */
  Optional<Path> find(Subject leaf) {
    List<Subject> path = new ArrayList<>();
    path.add(leaf);
    return extend(path, new ArrayList<>(), false);
  }

  /** The path that comes nearest to holding, after {@link #find} found none. */
  Path nearest(Subject leaf) {
    List<Subject> path = new ArrayList<>();
    path.add(leaf);
    best = new Path(path, Optional.empty(), List.of(deadEnd.of(path)));
    extend(path, new ArrayList<>(), true);
    return best;
  }

  private Optional<Path> extend(List<Subject> path, List<Finding> findings, boolean explain) {
    Subject top = path.get(path.size() - 1);
    boolean extended = false;
    for (Candidate candidate : candidates(path, top)) {
      if (!effort.step() || !effort.grow(path.size())) {
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
      Optional<Path> found =
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
      keep(new Path(path, Optional.empty(), all));
    }
    return Optional.empty();
  }

  private boolean isSigned(Subject top, Subject issuer, boolean explain, List<Finding> findings) {
    Outcome outcome = links.verify(top, issuer);
    if (outcome == Outcome.HOLDS) {
      return true;
    }
    if (!explain || effort.isSpent() || KeyIds.differ(top, issuer)) {
      // An issuer of the same name with another key is simply another one.
      return false;
    }
    findings.addAll(unverified(outcome, top, issuer, findings));
    return true;
  }

  /** Why a signature does not hold; nothing where that has been said of the issuer's key. */
  private static List<Finding> unverified(
      Outcome outcome, Subject top, Subject issuer, List<Finding> said) {
    String who = Label.of(top.certificate()) + ": ";
    String key = Label.of(issuer.certificate());
    return switch (outcome) {
      case HOLDS -> List.of();
      case FAILS ->
          List.of(
              new Finding(
                  Rule.SIGNATURE,
                  Severity.FAILURE,
                  who + "the signature does not hold with the key of " + key));
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
        Finding unusable = Strength.unusable(issuer);
        yield said.contains(unusable) ? List.of() : List.of(unusable);
      }
    };
  }

  private Optional<Path> complete(
      List<Subject> path, Anchor anchor, List<Finding> findings, boolean explain) {
    List<Finding> all = new ArrayList<>(findings);
    whole.check(path, all);
    Path complete = new Path(path, Optional.of(anchor), all);
    if (!Findings.fail(all)) {
      return Optional.of(complete);
    }
    if (explain) {
      keep(complete);
    }
    return Optional.empty();
  }

  private void keep(Path path) {
    if (best == null || path.isBetterThan(best)) {
      best = path;
    }
  }

  private List<Candidate> candidates(List<Subject> path, Subject top) {
    List<Candidate> found = new ArrayList<>(2);
    for (Anchor anchor : anchors.bySubject(top.issuer())) {
      Subject subject = known.issuer(anchor.certificate());
      // An anchor ends the path, so it may have the name and the key of a certificate below it.
      if (subject.malformed().isEmpty() && !isItself(path, subject)) {
        found.add(new Candidate(subject, Optional.of(anchor)));
      }
    }
    int trusted = found.size();
    for (Subject subject : pool) {
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

  private int unlikeliness(Subject top, Candidate candidate) {
    return (KeyIds.differ(top, candidate.subject()) ? 4 : 0)
        + (links.isValidNow(candidate.subject()) ? 0 : 2)
        + (candidate.anchor().isPresent() ? 0 : 1);
  }

  private static boolean isItself(List<Subject> path, Subject candidate) {
    for (Subject subject : path) {
      if (subject.certificate().equals(candidate.certificate())) {
        return true;
      }
    }
    return false;
  }

  /** The same name with the same key a second time leads in a circle. */
  private static boolean isIn(List<Subject> path, Subject candidate) {
    for (Subject subject : path) {
      if (subject.certificate().equals(candidate.certificate())
          || (subject.name().equals(candidate.name())
              && subject.publicKey().equals(candidate.publicKey()))) {
        return true;
      }
    }
    return false;
  }
}
