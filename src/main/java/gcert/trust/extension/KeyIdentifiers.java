package gcert.trust.extension;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionOids;
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
public record KeyIdentifiers(Optional<byte[]> own, Optional<byte[]> issuers) {

  /** Reads them. */
  public static KeyIdentifiers of(Certificate certificate) {
    return new KeyIdentifiers(subjectKey(certificate), authorityKey(certificate));
  }

  /** Whether the issuer's key named is another than an issuer's own; false when one is not said. */
  boolean differFrom(KeyIdentifiers issuer) {
    return issuers.isPresent()
        && issuer.own.isPresent()
        && !Arrays.equals(issuers.get(), issuer.own.get());
  }

  private static Optional<byte[]> authorityKey(Certificate certificate) {
    return certificate
        .read(ExtensionOids.AUTHORITY_KEY_ID, AuthorityKeyIdentifier::getInstance)
        .flatMap(id -> Optional.ofNullable(id.getKeyIdentifierOctets()));
  }

  private static Optional<byte[]> subjectKey(Certificate certificate) {
    return certificate.read(
        ExtensionOids.SUBJECT_KEY_ID,
        value -> SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
  }
}
