package gcert.revocation;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionOids;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** Whether a certificate asks that its server staple OCSP responses (RFC 7633). */
final class MustStaple {
  /** The extension status_request of TLS (RFC 6066 section 8). */
  private static final int STATUS_REQUEST = 5;

  private MustStaple() {}

  /** Whether it does. */
  static boolean isAskedBy(Certificate certificate) {
    return certificate
        .read(ExtensionOids.TLS_FEATURE, value -> names(ASN1Sequence.getInstance(value)))
        .orElse(false);
  }

  private static boolean names(ASN1Sequence features) {
    for (ASN1Encodable feature : features) {
      if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
        return true;
      }
    }
    return false;
  }
}
