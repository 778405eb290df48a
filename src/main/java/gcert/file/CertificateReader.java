package gcert.file;

import gcert.certificate.Certificate;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells the formats apart by their first octets, and reads each by its own reader. */
public final class CertificateReader {
  private static final int JKS = 0xfeedfeed;
  private static final int JCEKS = 0xcececece;
  private static final int LITTLE_ENDIAN_MARK = 0xfffe;
  private static final int BIG_ENDIAN_MARK = 0xfeff;
  private static final int DER_SEQUENCE = 0x30;

  private CertificateReader() {}

  /**
   * Every certificate, in the order of the file. Private keys are skipped, unread.
   *
   * @param content at least one octet
   * @param name the file's name for whoever is asked for a password, escaped
   * @throws CertificateFileException when there is no certificate, or something that should be one
   *     is damaged; the message names the line or the octet
   */
  public static List<Certificate> read(byte[] content, String name, Passwords passwords)
      throws CertificateFileException {
    int magic = bigEndian(content, 4);
    if (magic == JKS || magic == JCEKS) {
      return JavaKeyStores.read(content, magic == JKS ? "JKS" : "JCEKS");
    }
    if (isDer(content)) {
      return DerFile.read(content, name, passwords);
    }
    int mark = bigEndian(content, 2);
    if (mark == LITTLE_ENDIAN_MARK || mark == BIG_ENDIAN_MARK) {
      String text = new String(content, StandardCharsets.UTF_16);
      return PemFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
    return PemFile.read(content);
  }

  /** A text may begin with the digit 0, but what follows is then not a length that fits. */
  private static boolean isDer(byte[] content) {
    return content.length > 1
        && content[0] == DER_SEQUENCE
        && (content[1] < 0 || content[1] == content.length - 2);
  }

  private static int bigEndian(byte[] content, int octets) {
    int value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | (i < content.length ? content[i] & 0xff : 0);
    }
    return value;
  }
}
