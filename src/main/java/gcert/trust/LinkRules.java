package gcert.trust;

import gcert.signature.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * The rules for adding an issuer on top of a path (RFC 5280 sections 6.1.3 and 6.1.4), but for
 * policies, which are judged from the top down.
 */
final class LinkRules {
  private final Validity validity;
  private final CertificateCache known;
  private final Effort effort;
  private final ProfileRules profile;

  LinkRules(Validity validity, CertificateCache known, Effort effort, ProfileRules profile) {
    this.validity = validity;
    this.profile = profile;
    this.known = known;
    this.effort = effort;
  }

  /**
   * Judges an issuer, the signature excepted.
   *
   * @param below the path so far, end entity first
   * @param trusted the anchor that the issuer is, if it is one
   */
  void check(
      List<Subject> below, Subject issuer, Optional<Anchor> trusted, List<Finding> findings) {
    boolean anchor = trusted.isPresent();
    validity.check(issuer, anchor ? "the root " : "the intermediate ", findings);
    checkAuthority(issuer, anchor, findings);
    checkPathLength(below, issuer, findings);
    CriticalExtensions.check(issuer, findings);
    Strength.checkKey(issuer, findings);
    if (!anchor) {
      Strength.checkSignature(issuer, findings);
    }
    checkNames(below, issuer, findings);
    if (!anchor || trusted.get().isFromFile() || profile.isStrict()) {
      // The form of a root that everybody trusts has been looked at by others.
      profile.checkFailures(issuer, anchor ? Role.ANCHOR : Role.INTERMEDIATE, findings);
    }
    if (profile.isStrict()) {
      profile.checkLink(below.get(below.size() - 1), issuer, findings);
    }
  }

  /** Whether a certificate is in its period of validity. */
  boolean isValidNow(Subject subject) {
    return validity.holds(subject);
  }

  /** Verifies the signature that the top of a path is said to have from this issuer. */
  Outcome verify(Subject top, Subject issuer) {
    return effort.signature() ? known.verify(top.certificate(), issuer.publicKey()) : Outcome.FAILS;
  }

  private static void checkAuthority(Subject issuer, boolean anchor, List<Finding> findings) {
    // An anchor is trusted by configuration: one of version 1 cannot say by itself that it is a
    // CA. One of version 3 must (section 4.2.1.9).
    boolean silent = anchor && issuer.version() < 3;
    if (!issuer.isCa() && !silent) {
      fail(
          Rule.BASIC_CONSTRAINTS,
          issuer,
          issuer.has(Subject.BASIC_CONSTRAINTS) || issuer.version() == 3
              ? "issued a certificate, but is not a CA"
              : "issued a certificate, but is of version "
                  + issuer.version()
                  + " and does not say that it is a CA",
          findings);
    }
    if (!issuer.keyMay(Subject.KEY_CERT_SIGN)) {
      fail(
          Rule.KEY_USAGE,
          issuer,
          "issued a certificate, but its key may not sign certificates",
          findings);
    }
    Optional<List<String>> purposes = issuer.purposes();
    if (purposes.isPresent() && !Purposes.allowServer(purposes.get())) {
      fail(
          Rule.EXTENDED_KEY_USAGE,
          issuer,
          "may not issue to servers: " + Purposes.text(purposes.get()),
          findings);
    }
  }

  private static void checkPathLength(List<Subject> below, Subject issuer, List<Finding> findings) {
    int intermediates = 0;
    for (int i = 1; i < below.size(); i++) {
      if (!below.get(i).isSelfIssued()) {
        intermediates++;
      }
    }
    if (intermediates > issuer.pathLength()) {
      fail(
          Rule.PATH_LENGTH,
          issuer,
          "allows "
              + (issuer.pathLength() == 0 ? "no CA" : "only " + issuer.pathLength() + " CAs")
              + " below it, and there "
              + (intermediates == 1 ? "is 1" : "are " + intermediates),
          findings);
    }
  }

  private void checkNames(List<Subject> below, Subject issuer, List<Finding> findings) {
    NameLimits limits = issuer.nameLimits();
    if (limits.isNone()) {
      return;
    }
    for (int i = 0; i < below.size(); i++) {
      Subject subject = below.get(i);
      if (i > 0 && subject.isSelfIssued()) {
        continue;
      }
      if (!effort.compare(limits.cost(subject.names().size()))) {
        fail(Rule.EFFORT, issuer, "has too many name constraints to compare", findings);
        return;
      }
      for (Presented name : subject.names()) {
        Optional<String> violation = limits.violation(name);
        if (violation.isPresent()) {
          fail(
              Rule.NAME_CONSTRAINTS,
              subject,
              name.text() + " " + violation.get() + " of " + Label.of(issuer.certificate()),
              findings);
          return;
        }
      }
    }
  }

  private static void fail(Rule rule, Subject subject, String what, List<Finding> findings) {
    findings.add(
        new Finding(rule, Severity.FAILURE, Label.of(subject.certificate()) + ": " + what));
  }
}
