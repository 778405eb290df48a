package gcert.file;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Escaped;

/** One certificate in a file, in DER. */
final class CertificateObject {
  private CertificateObject() {}

  /**
   * Reads it.
   *
   * @param place where it stands in the file, for messages, with what separates it from them
   */
  static Certificate parse(byte[] der, String place) throws CertificateFileException {
    try {
      return Certificate.parse(der);
    } catch (MalformedCertificateException e) {
      String why = Escaped.of(String.valueOf(e.getMessage()));
      throw new CertificateFileException(place + "not a certificate: " + why);
    }
  }
}
