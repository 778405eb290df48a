package gcert.certificate;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Sequence;

/** The outermost form of a certificate (RFC 5280 section 4.1). */
final class Envelope {
  private static final int PARTS = 3;

  private Envelope() {}

  /** Whether octets are a sequence of a sequence, a sequence and a bit string, and no more. */
  static boolean isCertificate(byte[] octets) {
    try (ASN1InputStream in = new ASN1InputStream(octets, true)) {
      return in.readObject() instanceof ASN1Sequence whole
          && whole.size() == PARTS
          && whole.getObjectAt(0) instanceof ASN1Sequence
          && whole.getObjectAt(1) instanceof ASN1Sequence
          && whole.getObjectAt(2) instanceof ASN1BitString
          && in.readObject() == null;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }
}
