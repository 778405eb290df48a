package gcert.trust;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Key identifiers, by which an issuer is found among several of one name (RFC 5280, 4.2.1.1). */
final class KeyIds {
  private KeyIds() {}

  /** Whether a certificate names another issuer's key; false when one of them does not say. */
  static boolean differ(Subject certificate, Subject issuer) {
    Optional<byte[]> wanted = authority(certificate);
    Optional<byte[]> given = wanted.isEmpty() ? wanted : subject(issuer);
    return given.isPresent() && !Arrays.equals(wanted.get(), given.get());
  }

  /** The identifier of the issuer's key; empty when there is none, or none that can be read. */
  static Optional<byte[]> authority(Subject subject) {
    try {
      return subject
          .extension(Subject.AUTHORITY_KEY_ID)
          .map(e -> AuthorityKeyIdentifier.getInstance(e.getParsedValue()))
          .flatMap(id -> Optional.ofNullable(id.getKeyIdentifierOctets()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** The identifier of the certificate's own key; empty as above. */
  static Optional<byte[]> subject(Subject subject) {
    try {
      return subject
          .extension(Subject.SUBJECT_KEY_ID)
          .map(e -> SubjectKeyIdentifier.getInstance(e.getParsedValue()).getKeyIdentifier());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
