package gcert.file;

import gcert.failure.IoFault;
import gcert.input.UserFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reads files whole, up to a bound: whoever made them may not mean well. */
public final class FileContent {
  /** No file of certificates is larger: 16 MiB. */
  public static final int LARGEST = 16 * 1024 * 1024;

  private FileContent() {}

  /**
   * The octets of a file.
   *
   * @throws CertificateFileException when it cannot be read, is larger than {@link #LARGEST}, or is
   *     empty
   */
  public static byte[] read(Path file) throws CertificateFileException {
    try {
      byte[] content = UserFile.read(file, LARGEST);
      if (content.length == 0) {
        throw new CertificateFileException("the file is empty");
      }
      return content;
    } catch (IOException e) {
      throw new CertificateFileException(IoFault.describe(e));
    }
  }

  /**
   * What is left of a stream, which stays open.
   *
   * @throws CertificateFileException as {@link #read(Path)} does
   */
  public static byte[] read(InputStream in) throws CertificateFileException {
    try {
      return bounded(in);
    } catch (IOException e) {
      throw new CertificateFileException(IoFault.describe(e));
    }
  }

  private static byte[] bounded(InputStream in) throws IOException, CertificateFileException {
    byte[] content = in.readNBytes(LARGEST + 1);
    if (content.length > LARGEST) {
      throw new CertificateFileException("larger than 16 MiB; is this a file of certificates?");
    }
    if (content.length == 0) {
      throw new CertificateFileException("the file is empty");
    }
    return content;
  }
}
