package gcert.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1InputStream;

/** Cuts a row of DER objects apart. */
final class DerObjects {
  private DerObjects() {}

  /**
   * The octets of each object, which follow each other without a gap. A line end at the end, which
   * editors and mail programs add, is dropped.
   *
   * @throws CertificateFileException when the row ends inside an object or holds something else
   */
  static List<byte[]> all(byte[] content) throws CertificateFileException {
    List<byte[]> objects = new ArrayList<>();
    int at = 0;
    while (at < content.length && !isLineEnd(content, at)) {
      int end = end(content, at, objects.isEmpty() ? "" : "octet " + (at + 1) + ": ");
      objects.add(Arrays.copyOfRange(content, at, end));
      at = end;
    }
    return objects;
  }

  /** The octets of the first object, whatever follows it. */
  static byte[] first(byte[] content, String place) throws CertificateFileException {
    return Arrays.copyOf(content, end(content, 0, place));
  }

  private static int end(byte[] content, int start, String place) throws CertificateFileException {
    ByteArrayInputStream rest = new ByteArrayInputStream(content, start, content.length - start);
    // Lazily: the object's own header is enough to know where it ends.
    try (ASN1InputStream in = new ASN1InputStream(rest, content.length, true)) {
      if (in.readObject() == null) {
        throw new CertificateFileException(place + "cut short");
      }
      return content.length - rest.available();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new CertificateFileException(place + "neither DER nor text, or cut short");
    }
  }

  private static boolean isLineEnd(byte[] content, int from) {
    for (int i = from; i < content.length; i++) {
      if (content[i] != '\n' && content[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
