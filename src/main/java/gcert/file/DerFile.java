package gcert.file;

import gcert.certificate.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;

/** Certificates in binary: one or several in a row, a PKCS#7 message, or a PKCS#12 store. */
final class DerFile {
  private DerFile() {}

  static List<Certificate> read(byte[] content, String name, Passwords passwords)
      throws CertificateFileException {
    List<byte[]> objects = DerObjects.all(content);
    ASN1Encodable start = start(objects.get(0));
    if (start instanceof ASN1Integer) {
      return Pkcs12.read(objects.get(0), name, passwords);
    }
    if (start instanceof ASN1ObjectIdentifier) {
      return Pkcs7.read(objects.get(0), "");
    }
    List<Certificate> certificates = new ArrayList<>();
    for (byte[] object : objects) {
      String place = objects.size() == 1 ? "" : "certificate " + (certificates.size() + 1) + ": ";
      certificates.add(CertificateObject.parse(object, place));
    }
    return certificates;
  }

  /**
   * What the object begins with: a PKCS#12 store with its version, a PKCS#7 message with its type,
   * a certificate with another sequence.
   */
  private static ASN1Encodable start(byte[] object) throws CertificateFileException {
    try {
      return ASN1Sequence.getInstance(object).getObjectAt(0);
    } catch (RuntimeException | StackOverflowError e) {
      throw new CertificateFileException("neither a certificate nor a store of certificates");
    }
  }
}
