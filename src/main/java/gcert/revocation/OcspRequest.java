package gcert.revocation;

import gcert.certificate.Certificate;
import gcert.signature.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A question to an OCSP responder about one certificate (RFC 6960 section 4.1), as RFC 5019 section
 * 2.1 has it: named by SHA-1, not signed, without a nonce, so that responders may answer with what
 * they have signed before.
 */
final class OcspRequest {
  private OcspRequest() {}

  /** The octets of a request. */
  static byte[] of(Certificate certificate, Certificate issuer) {
    CertID name =
        new CertID(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(Hash.SHA1), DERNull.INSTANCE),
            new DEROctetString(hash(issuer.subjectName().der())),
            new DEROctetString(hash(issuer.publicKey().keyOctets())),
            new ASN1Integer(certificate.serialNumber()));
    TBSRequest request =
        new TBSRequest(null, new DERSequence(new Request(name, null)), (Extensions) null);
    try {
      return new OCSPRequest(request, null).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] hash(byte[] octets) {
    return Hash.of(Hash.SHA1, octets).orElseThrow();
  }
}
