package gcert.certificate;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** Finds the SubjectPublicKeyInfo of a certificate as it stands there. */
final class SpkiOctets {
  /** Serial number, signature, issuer, validity and subject stand before it (RFC 5280, 4.1). */
  private static final int FIELDS_BEFORE = 5;

  private SpkiOctets() {}

  /** The octets, or empty when the certificate cannot be taken apart. */
  static Optional<byte[]> of(byte[] certificate) {
    // Read lazily, a sequence that nobody looks into keeps its octets and gives them back.
    try (ASN1InputStream in = new ASN1InputStream(certificate, true)) {
      ASN1Sequence whole = ASN1Sequence.getInstance(in.readObject());
      ASN1Sequence toBeSigned = ASN1Sequence.getInstance(whole.getObjectAt(0));
      int version = toBeSigned.getObjectAt(0) instanceof ASN1TaggedObject ? 1 : 0;
      return Optional.of(
          toBeSigned.getObjectAt(version + FIELDS_BEFORE).toASN1Primitive().getEncoded());
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
