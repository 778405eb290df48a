package gcert.revocation;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A response of the basic type to an OCSP request (RFC 6960 section 4.2.1).
 *
 * @param data what is signed
 * @param signed its octets
 * @param algorithm the algorithm of the signature
 * @param signature the signature
 * @param certificates those that the responder sent along, as far as they can be read
 * @param answers what it says, an answer a certificate
 */
@SuppressWarnings("ArrayRecordComponent") // The octets are read, never compared.
record OcspResponse(
    ResponseData data,
    byte[] signed,
    AlgorithmIdentifier algorithm,
    byte[] signature,
    List<Certificate> certificates,
    List<SingleResponse> answers) {
  private static final int MOST_CERTIFICATES = 8;
  private static final int MOST_ANSWERS = 1024;

  /**
   * Reads a response.
   *
   * @throws MalformedAsn1Exception when it cannot be read, or is the word that there is none; the
   *     message is a clause that begins with the response
   */
  static OcspResponse parse(byte[] octets) throws MalformedAsn1Exception {
    OCSPResponse whole =
        Asn1Decoding.read("it", () -> OCSPResponse.getInstance(Asn1Decoding.value("it", octets)));
    int status = Asn1Decoding.read("its status", () -> whole.getResponseStatus().getIntValue());
    if (status != 0) {
      throw new MalformedAsn1Exception("the responder says " + word(status));
    }
    return Asn1Decoding.read("it", () -> read(whole));
  }

  private static OcspResponse read(OCSPResponse whole) throws MalformedAsn1Exception, IOException {
    if (!whole
        .getResponseBytes()
        .getResponseType()
        .equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
      throw new MalformedAsn1Exception("it is of an unknown type");
    }
    BasicOCSPResponse basic =
        BasicOCSPResponse.getInstance(
            Asn1Decoding.value("it", whole.getResponseBytes().getResponse().getOctets()));
    List<SingleResponse> answers = new ArrayList<>();
    for (ASN1Encodable answer : basic.getTbsResponseData().getResponses()) {
      answers.add(SingleResponse.getInstance(answer));
      if (answers.size() > MOST_ANSWERS) {
        throw new MalformedAsn1Exception("it has more than " + MOST_ANSWERS + " answers");
      }
    }
    return new OcspResponse(
        basic.getTbsResponseData(),
        basic.getTbsResponseData().getEncoded(),
        basic.getSignatureAlgorithm(),
        basic.getSignature().getOctets(),
        certificates(basic.getCerts()),
        answers);
  }

  private static List<Certificate> certificates(@Nullable ASN1Sequence sent) throws IOException {
    List<Certificate> certificates = new ArrayList<>();
    if (sent != null) {
      for (ASN1Encodable one : sent) {
        if (certificates.size() == MOST_CERTIFICATES) {
          break;
        }
        try {
          certificates.add(Certificate.parse(one.toASN1Primitive().getEncoded()));
        } catch (MalformedCertificateException e) {
          // Whoever cannot be read vouches for nobody.
        }
      }
    }
    return certificates;
  }

  /** RFC 6960 section 4.2.2.1 and 2.3. */
  private static String word(int status) {
    return switch (status) {
      case 1 -> "that the request is malformed";
      case 2 -> "that it has an internal error";
      case 3 -> "to try later";
      case 5 -> "that requests have to be signed";
      case 6 -> "that it does not answer this request (unauthorized)";
      default -> "something unknown (status " + status + ")";
    };
  }
}
