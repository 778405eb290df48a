package gcert.trust;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * Key identifiers, by which an issuer is found among several of one name (RFC 5280, 4.2.1.1).
 *
 * @param own the identifier of the certificate's own key; empty when there is none, or none that
 *     can be read
 * @param issuers the identifier of its issuer's key; empty as above
 */
record KeyIds(Optional<byte[]> own, Optional<byte[]> issuers) {

  /** Reads them. */
  static KeyIds of(Subject subject) {
    return new KeyIds(own(subject), issuers(subject));
  }

  /** Whether a certificate names another issuer's key; false when one of them does not say. */
  static boolean differ(Subject certificate, Subject issuer) {
    Optional<byte[]> wanted = certificate.keyIds().issuers();
    Optional<byte[]> given = wanted.isEmpty() ? wanted : issuer.keyIds().own();
    return given.isPresent() && !Arrays.equals(wanted.get(), given.get());
  }

  private static Optional<byte[]> issuers(Subject subject) {
    return subject
        .certificate()
        .read(Subject.AUTHORITY_KEY_ID, AuthorityKeyIdentifier::getInstance)
        .flatMap(id -> Optional.ofNullable(id.getKeyIdentifierOctets()));
  }

  private static Optional<byte[]> own(Subject subject) {
    return subject
        .certificate()
        .read(
            Subject.SUBJECT_KEY_ID,
            value -> SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
  }
}
