package gcert.trust.profile;

import gcert.certificate.ExtensionOids;
import gcert.trust.Rule;
import gcert.trust.extension.CertificateRole;
import gcert.trust.extension.PathCertificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;

/** Key identifiers (RFC 5280 sections 4.2.1.1 and 4.2.1.2; baseline requirements 7.1.2). */
final class KeyIdentifierRules {
  private KeyIdentifierRules() {}

  static void check(PathCertificate subject, CertificateRole role, ProfileViolations breaches) {
    boolean authority = role != CertificateRole.END_ENTITY || subject.isCa();
    if (authority && !subject.has(ExtensionOids.SUBJECT_KEY_ID)) {
      breaches.add(Rule.KEY_IDENTIFIER, "is a CA without a subject key identifier");
    }
    if (!subject.has(ExtensionOids.AUTHORITY_KEY_ID)) {
      if (!subject.isSelfIssued()) {
        breaches.add(Rule.KEY_IDENTIFIER, "has no authority key identifier");
      }
      return;
    }
    Optional<AuthorityKeyIdentifier> id = read(subject);
    if (id.isEmpty()) {
      return;
    }
    byte[] octets = id.get().getKeyIdentifierOctets();
    if (octets == null) {
      breaches.add(Rule.KEY_IDENTIFIER, "its authority key identifier has no key identifier");
    }
    if (id.get().getAuthorityCertIssuer() != null
        || id.get().getAuthorityCertSerialNumber() != null) {
      breaches.add(
          Rule.KEY_IDENTIFIER, "its authority key identifier names an issuer and serial number");
    }
    Optional<byte[]> own = subject.keyIds().own();
    boolean root = role == CertificateRole.ANCHOR && subject.isSelfIssued();
    if (root && octets != null && own.isPresent() && !Arrays.equals(octets, own.get())) {
      breaches.add(Rule.KEY_IDENTIFIER, "is a root whose key identifiers differ from each other");
    }
  }

  private static Optional<AuthorityKeyIdentifier> read(PathCertificate subject) {
    // Extensions that cannot be read are told of elsewhere.
    return subject
        .certificate()
        .read(ExtensionOids.AUTHORITY_KEY_ID, AuthorityKeyIdentifier::getInstance);
  }
}
