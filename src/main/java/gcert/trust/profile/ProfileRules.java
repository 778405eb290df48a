package gcert.trust.profile;

import gcert.asn1.Asn1Decoding;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.extension.CertificateRole;
import gcert.trust.extension.PathCertificate;
import gcert.trust.extension.ProfileViolation;
import java.util.List;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * The profile of RFC 5280 section 4 and of the CA/Browser baseline requirements, as far as it does
 * not bear on the path.
 */
public final class ProfileRules {
  private final boolean strict;

  /**
   * Makes the rules.
   *
   * @param strict whether each violation is a failure
   */
  public ProfileRules(boolean strict) {
    this.strict = strict;
  }

  /** Whether breaches are failures, so that a path without one is preferred. */
  public boolean isStrict() {
    return strict;
  }

  /** Adds what of the profile is a failure in the role. */
  public void checkFailures(PathCertificate subject, CertificateRole role, List<Finding> findings) {
    for (ProfileViolation breach : subject.breaches(role, ProfileRules::breaches)) {
      if (breach.grave() || strict) {
        findings.add(breach.finding(subject.certificate(), strict));
      }
    }
  }

  /** Adds what of the profile is a warning in the role. */
  public void checkWarnings(PathCertificate subject, CertificateRole role, List<Finding> findings) {
    for (ProfileViolation breach : subject.breaches(role, ProfileRules::breaches)) {
      // Roots made with "openssl req -x509" have no key usage, which leaves every use open.
      boolean usual = role == CertificateRole.ANCHOR && breach.rule() == Rule.KEY_USAGE;
      if (!breach.grave() && !strict && !usual) {
        findings.add(breach.finding(subject.certificate(), strict));
      }
    }
  }

  /** What of the profile a certificate does not keep to in a role, whatever stands above it. */
  static List<ProfileViolation> breaches(PathCertificate subject, CertificateRole role) {
    ProfileViolations breaches = new ProfileViolations();
    boolean read =
        Asn1Decoding.readOr(
            false,
            () -> {
              TBSCertificate fields =
                  subject.certificate().structure().map(c -> c.getTBSCertificate()).orElseThrow();
              checkFields(subject, fields, role, breaches);
              return true;
            });
    if (!read) {
      breaches.addFailure(Rule.MALFORMED, "malformed certificate: its fields cannot be read");
    }
    return breaches.all();
  }

  private static void checkFields(
      PathCertificate subject,
      TBSCertificate fields,
      CertificateRole role,
      ProfileViolations breaches) {
    FieldRules.check(subject, fields, role, breaches);
    ExtensionRules.check(subject, fields, role, breaches);
    KeyIdentifierRules.check(subject, role, breaches);
    KeyRules.check(subject, breaches);
    if (role == CertificateRole.END_ENTITY) {
      ServerRules.check(subject, fields, breaches);
    }
  }

  /** Judges the chain of key identifiers between a certificate and its issuer. */
  public void checkLink(PathCertificate subject, PathCertificate issuer, List<Finding> findings) {
    if (subject.namesAnotherKeyThan(issuer)) {
      String what = "its authority key identifier is not the key identifier of its issuer";
      findings.add(
          new ProfileViolation(Rule.KEY_IDENTIFIER, what, false)
              .finding(subject.certificate(), strict));
    }
  }
}
