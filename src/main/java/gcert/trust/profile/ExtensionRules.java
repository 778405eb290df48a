package gcert.trust.profile;

import gcert.asn1.Asn1Decoding;
import gcert.certificate.ExtensionOids;
import gcert.trust.Rule;
import gcert.trust.extension.CertificateRole;
import gcert.trust.extension.ExtensionSyntax;
import gcert.trust.extension.PathCertificate;
import gcert.trust.name.IssuerNameConstraints;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;

/** Whether extensions are well-formed and critical as they should be (RFC 5280 section 4.2). */
final class ExtensionRules {
  /** Hints for finding certificates: software differs in whether it takes them as critical. */
  private static final Set<String> HINTS =
      Set.of(
          ExtensionOids.SUBJECT_KEY_ID,
          ExtensionOids.AUTHORITY_KEY_ID,
          "1.3.6.1.5.5.7.1.1",
          "1.3.6.1.5.5.7.1.11");

  private static final Set<String> OTHERS_NEVER_CRITICAL =
      Set.of("2.5.29.9", "2.5.29.31", "2.5.29.46");

  private static final Set<String> ALWAYS_CRITICAL =
      Set.of(
          ExtensionOids.NAME_CONSTRAINTS,
          ExtensionOids.POLICY_CONSTRAINTS,
          ExtensionOids.INHIBIT_ANY_POLICY);

  /** Those that nobody goes by; OpenSSL makes empty issuer alternative names of its own accord. */
  private static final Set<String> IDLE = Set.of("2.5.29.9", "2.5.29.18");

  private ExtensionRules() {}

  static void check(
      PathCertificate subject,
      TBSCertificate fields,
      CertificateRole role,
      ProfileViolations breaches) {
    Extensions extensions = fields.getExtensions();
    if (extensions == null) {
      return;
    }
    for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
      Extension extension = extensions.getExtension(oid);
      checkForm(extension, breaches);
      checkCriticality(extension, breaches);
    }
    Extension policies = extensions.getExtension(Extension.certificatePolicies);
    if (policies != null) {
      PolicySyntax.check(policies, breaches);
    }
    Extension names = extensions.getExtension(Extension.subjectAlternativeName);
    if (names != null) {
      boolean empty = fields.getSubject().size() == 0;
      if (empty && !names.isCritical()) {
        breaches.add(
            Rule.SUBJECT, "its subject is empty, but its alternative names are not critical");
      } else if (!empty && names.isCritical()) {
        breaches.add(Rule.EXTENSION, "its alternative names are critical, though it has a subject");
      }
    }
    if (role == CertificateRole.END_ENTITY) {
      checkLeaf(subject, extensions, breaches);
    } else {
      checkAuthority(subject, extensions, role, breaches);
    }
  }

  private static void checkLeaf(
      PathCertificate leaf, Extensions extensions, ProfileViolations breaches) {
    Extension purposes = extensions.getExtension(Extension.extendedKeyUsage);
    if (purposes != null && purposes.isCritical()) {
      breaches.add(Rule.EXTENDED_KEY_USAGE, "its extended key usage is critical");
    }
    if (!leaf.isCa() && hasPathLength(extensions)) {
      breaches.addFailure(Rule.BASIC_CONSTRAINTS, "has a path length, but is not a CA");
    }
  }

  private static void checkAuthority(
      PathCertificate subject,
      Extensions extensions,
      CertificateRole role,
      ProfileViolations breaches) {
    Extension constraints = extensions.getExtension(Extension.basicConstraints);
    if (constraints == null) {
      breaches.add(Rule.BASIC_CONSTRAINTS, "is a CA that does not say so");
    } else if (!constraints.isCritical()) {
      breaches.add(Rule.BASIC_CONSTRAINTS, "its basic constraints are not critical");
    }
    if (!subject.has(ExtensionOids.KEY_USAGE)) {
      breaches.add(Rule.KEY_USAGE, "is a CA without a key usage");
    }
    if (role == CertificateRole.ANCHOR
        && subject.isSelfIssued()
        && subject.has(ExtensionOids.EXTENDED_KEY_USAGE)) {
      breaches.add(Rule.EXTENDED_KEY_USAGE, "is a root with an extended key usage");
    }
    IssuerNameConstraints limits = subject.nameLimits();
    if (limits.hasLeadingDot()) {
      breaches.add(Rule.NAME_CONSTRAINTS, "has a name constraint for DNS names with a leading dot");
    }
  }

  private static boolean hasPathLength(Extensions extensions) {
    return Asn1Decoding.readOr(
        false,
        () -> {
          BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
          return constraints != null && constraints.getPathLenConstraint() != null;
        });
  }

  private static void checkCriticality(Extension extension, ProfileViolations breaches) {
    String oid = extension.getExtnId().getId();
    boolean hint = HINTS.contains(oid);
    if (extension.isCritical() && (hint || OTHERS_NEVER_CRITICAL.contains(oid))) {
      String what = "its " + ExtensionSyntax.name(oid) + " must not be critical";
      if (hint) {
        breaches.addFailure(Rule.EXTENSION, what);
      } else {
        breaches.add(Rule.EXTENSION, what);
      }
    } else if (!extension.isCritical() && ALWAYS_CRITICAL.contains(oid)) {
      breaches.add(Rule.EXTENSION, "its " + ExtensionSyntax.name(oid) + " should be critical");
    }
  }

  private static void checkForm(Extension extension, ProfileViolations breaches) {
    String oid = extension.getExtnId().getId();
    if (ExtensionSyntax.isKnown(oid) && !ExtensionSyntax.isWellFormed(extension)) {
      String what = "its " + ExtensionSyntax.name(oid) + " cannot be read: malformed";
      if (IDLE.contains(oid)) {
        breaches.add(Rule.EXTENSION, what);
      } else {
        breaches.addFailure(Rule.EXTENSION, what);
      }
    }
  }
}
