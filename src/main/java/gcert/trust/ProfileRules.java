package gcert.trust;

import java.util.List;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * The profile of RFC 5280 section 4 and of the CA/Browser baseline requirements, as far as it does
 * not bear on the path.
 */
final class ProfileRules {
  private final boolean strict;

  ProfileRules(boolean strict) {
    this.strict = strict;
  }

  /** Whether breaches are failures, so that a path with one is passed over for one without. */
  boolean isStrict() {
    return strict;
  }

  /** Judges one certificate in its role. */
  void check(Subject subject, Role role, List<Finding> findings) {
    if (role == Role.ANCHOR && !strict) {
      // What is wrong with a root that was chosen to be trusted is nobody's business to mend.
      return;
    }
    TBSCertificate fields =
        subject.certificate().structure().map(c -> c.getTBSCertificate()).orElse(null);
    Breaches breaches = new Breaches(subject, strict, findings);
    if (fields == null) {
      breaches.addFailure(Rule.MALFORMED, "malformed certificate: its fields cannot be read");
      return;
    }
    FieldRules.check(subject, fields, role, breaches);
    ExtensionRules.check(subject, fields, role, breaches);
    KeyIdRules.check(subject, role, breaches);
    KeyRules.check(subject, fields, breaches);
    if (role == Role.LEAF) {
      ServerRules.check(subject, fields, breaches);
    }
  }

  /** Judges the chain of key identifiers between a certificate and its issuer. */
  void checkLink(Subject subject, Subject issuer, List<Finding> findings) {
    if (KeyIds.differ(subject, issuer)) {
      new Breaches(subject, strict, findings)
          .add(
              Rule.KEY_IDENTIFIER,
              "its authority key identifier is not the key identifier of its issuer");
    }
  }
}
