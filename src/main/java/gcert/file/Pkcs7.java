package gcert.file;

import gcert.certificate.Certificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;

/**
 * The certificates of a SignedData message (RFC 2315, RFC 5652); its signatures are not checked.
 */
final class Pkcs7 {
  private Pkcs7() {}

  static List<Certificate> read(byte[] message, String place) throws CertificateFileException {
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] der : ders(message, place)) {
      String nth = "certificate " + (certificates.size() + 1) + ": ";
      certificates.add(CertificateObject.parse(der, place + nth));
    }
    if (certificates.isEmpty()) {
      throw new CertificateFileException(place + "a PKCS#7 message without certificates");
    }
    return certificates;
  }

  private static List<byte[]> ders(byte[] message, String place) throws CertificateFileException {
    try {
      ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(message));
      if (!info.getContentType().equals(CMSObjectIdentifiers.signedData)) {
        throw new CertificateFileException(
            place + "a PKCS#7 message of a kind without certificates");
      }
      ASN1Set set = SignedData.getInstance(info.getContent()).getCertificates();
      List<byte[]> ders = new ArrayList<>();
      if (set != null) {
        for (ASN1Encodable choice : set) {
          // The other choices are attribute certificates and forms out of use.
          if (choice.toASN1Primitive() instanceof ASN1Sequence certificate) {
            ders.add(certificate.getEncoded());
          }
        }
      }
      return ders;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new CertificateFileException(place + "a damaged PKCS#7 message");
    }
  }
}
