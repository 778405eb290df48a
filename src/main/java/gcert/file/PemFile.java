package gcert.file;

import gcert.certificate.Certificate;
import gcert.pem.MalformedPemException;
import gcert.pem.PemBlock;
import gcert.pem.PemReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Certificates between lines of dashes (RFC 7468), with any text around them. */
final class PemFile {
  private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");
  private static final Set<String> PKCS7 = Set.of("PKCS7", "CMS", "PKCS #7 SIGNED DATA");

  /** OpenSSL's own: a certificate, and behind it what its holder thinks of it. */
  private static final String TRUSTED = "TRUSTED CERTIFICATE";

  private static final Set<String> READ = new HashSet<>(CERTIFICATES);

  static {
    READ.addAll(PKCS7);
    READ.add(TRUSTED);
  }

  private PemFile() {}

  static List<Certificate> read(byte[] text) throws CertificateFileException {
    List<Certificate> certificates = new ArrayList<>();
    List<PemBlock> blocks;
    try {
      blocks = PemReader.read(text, READ);
    } catch (MalformedPemException e) {
      throw new CertificateFileException(String.valueOf(e.getMessage()));
    }
    for (PemBlock block : blocks) {
      String place = "line " + block.line() + ": ";
      if (CERTIFICATES.contains(block.label())) {
        certificates.add(CertificateObject.parse(block.octets(), place));
      } else if (block.label().equals(TRUSTED)) {
        byte[] first = DerObjects.first(block.octets(), place);
        certificates.add(CertificateObject.parse(first, place));
      } else if (PKCS7.contains(block.label())) {
        certificates.addAll(Pkcs7.read(block.octets(), place));
      }
    }
    if (certificates.isEmpty()) {
      throw nothing(blocks);
    }
    return certificates;
  }

  private static CertificateFileException nothing(List<PemBlock> blocks) {
    if (blocks.isEmpty()) {
      return new CertificateFileException(
          "no certificate in it", "PEM, DER, PKCS#7, PKCS#12 and JKS are read");
    }
    for (PemBlock block : blocks) {
      if (block.label().endsWith("CERTIFICATE REQUEST")) {
        return new CertificateFileException("a request for a certificate, not a certificate");
      }
    }
    for (PemBlock block : blocks) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return new CertificateFileException("a private key, and no certificate");
      }
    }
    return new CertificateFileException("no certificate in it");
  }
}
