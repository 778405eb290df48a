package gcert.trust.path;

import gcert.certificate.ExtensionOids;
import gcert.signature.SignatureOutcome;
import gcert.trust.Anchor;
import gcert.trust.CertificateLabel;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.WorkLimit;
import gcert.trust.extension.CertificateRole;
import gcert.trust.extension.CriticalExtensions;
import gcert.trust.extension.ExtendedKeyUsages;
import gcert.trust.extension.PathCertificate;
import gcert.trust.name.IssuerNameConstraints;
import gcert.trust.name.PresentedIdentifier;
import gcert.trust.profile.AlgorithmStrength;
import gcert.trust.profile.ProfileRules;
import java.util.List;
import java.util.Optional;

/**
 * The rules for adding an issuer on top of a path (RFC 5280 sections 6.1.3 and 6.1.4), but for
 * policies, which are judged from the top down.
 */
public final class IssuerRules {
  private final ValidityRule validity;
  private final CertificateCache known;
  private final WorkLimit work;
  private final ProfileRules profile;

  /**
   * Makes the rules.
   *
   * @param known remembers signatures that were verified
   * @param work what verifying and comparing may cost
   */
  public IssuerRules(
      ValidityRule validity, CertificateCache known, WorkLimit work, ProfileRules profile) {
    this.validity = validity;
    this.profile = profile;
    this.known = known;
    this.work = work;
  }

  /**
   * Judges an issuer, the signature excepted.
   *
   * @param below the path so far, end entity first
   * @param trusted the anchor that the issuer is, if it is one
   */
  void check(
      List<PathCertificate> below,
      PathCertificate issuer,
      Optional<Anchor> trusted,
      List<Finding> findings) {
    boolean anchor = trusted.isPresent();
    validity.check(issuer, anchor ? "the root " : "the intermediate ", findings);
    checkAuthority(issuer, anchor, findings);
    checkPathLength(below, issuer, findings);
    CriticalExtensions.check(issuer, findings);
    AlgorithmStrength.checkKey(issuer, findings);
    if (!anchor) {
      AlgorithmStrength.checkSignature(issuer, findings);
    }
    checkNames(below, issuer, findings);
    if (!anchor || trusted.get().isFromFile() || profile.isStrict()) {
      // The form of a root that everybody trusts has been looked at by others.
      profile.checkFailures(
          issuer, anchor ? CertificateRole.ANCHOR : CertificateRole.INTERMEDIATE, findings);
    }
    if (profile.isStrict()) {
      profile.checkLink(below.get(below.size() - 1), issuer, findings);
    }
  }

  /** Whether a certificate is in its period of validity. */
  boolean isValidNow(PathCertificate subject) {
    return validity.holds(subject);
  }

  /** Verifies the signature that the top of a path is said to have from this issuer. */
  SignatureOutcome verify(PathCertificate top, PathCertificate issuer) {
    return work.signature()
        ? known.verify(top.certificate(), issuer.publicKey())
        : SignatureOutcome.FAILS;
  }

  private static void checkAuthority(
      PathCertificate issuer, boolean anchor, List<Finding> findings) {
    // An anchor is trusted by configuration: one of version 1 cannot say by itself that it is a
    // CA. One of version 3 must (section 4.2.1.9).
    boolean silent = anchor && issuer.version() < 3;
    if (!issuer.isCa() && !silent) {
      fail(
          Rule.BASIC_CONSTRAINTS,
          issuer,
          issuer.has(ExtensionOids.BASIC_CONSTRAINTS) || issuer.version() == 3
              ? "issued a certificate, but is not a CA"
              : "issued a certificate, but is of version "
                  + issuer.version()
                  + " and does not say that it is a CA",
          findings);
    }
    if (!issuer.keyMay(PathCertificate.KEY_CERT_SIGN)) {
      fail(
          Rule.KEY_USAGE,
          issuer,
          "issued a certificate, but its key may not sign certificates",
          findings);
    }
    Optional<List<String>> purposes = issuer.purposes();
    if (purposes.isPresent() && !ExtendedKeyUsages.allowServer(purposes.get())) {
      fail(
          Rule.EXTENDED_KEY_USAGE,
          issuer,
          "may not issue to servers: " + ExtendedKeyUsages.text(purposes.get()),
          findings);
    }
  }

  private static void checkPathLength(
      List<PathCertificate> below, PathCertificate issuer, List<Finding> findings) {
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

  private void checkNames(
      List<PathCertificate> below, PathCertificate issuer, List<Finding> findings) {
    IssuerNameConstraints limits = issuer.nameLimits();
    if (limits.isNone()) {
      return;
    }
    for (int i = 0; i < below.size(); i++) {
      PathCertificate subject = below.get(i);
      if (i > 0 && subject.isSelfIssued()) {
        continue;
      }
      if (!work.compare(limits.cost(subject.names().size()))) {
        fail(Rule.EFFORT, issuer, "has too many name constraints to compare", findings);
        return;
      }
      for (PresentedIdentifier name : subject.names()) {
        Optional<String> violation = limits.violation(name);
        if (violation.isPresent()) {
          fail(
              Rule.NAME_CONSTRAINTS,
              subject,
              name.text()
                  + " "
                  + violation.get()
                  + " of "
                  + CertificateLabel.of(issuer.certificate()),
              findings);
          return;
        }
      }
    }
  }

  private static void fail(
      Rule rule, PathCertificate subject, String what, List<Finding> findings) {
    findings.add(
        new Finding(
            rule, Severity.FAILURE, CertificateLabel.of(subject.certificate()) + ": " + what));
  }
}
