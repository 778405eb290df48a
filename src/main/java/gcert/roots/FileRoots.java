package gcert.roots;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.pem.MalformedPemException;
import gcert.pem.PemBlock;
import gcert.pem.PemReader;
import gcert.trust.AnchorStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Roots in a file: PEM certificates with any text around them, or one DER certificate. */
public final class FileRoots {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");
  private static final int DER_SEQUENCE = 0x30;

  private FileRoots() {}

  /**
   * Reads a file. A private key in it is passed over; a certificate that occurs twice counts once.
   *
   * @throws RootsException when the file cannot be read, is larger than 16 MiB, is damaged, or
   *     holds no certificate
   */
  public static AnchorStore read(Path file) throws RootsException {
    String name = Escaped.of(file.toString());
    return read(content(file, name), name);
  }

  /**
   * Reads the content of a file.
   *
   * @param name what the roots are called, escaped
   * @throws RootsException as {@link #read(Path)} does
   */
  public static AnchorStore read(byte[] content, String name) throws RootsException {
    if (content.length > 0 && content[0] == DER_SEQUENCE) {
      return new LoadedRoots(name, List.of(parse(content, name)));
    }
    List<Certificate> certificates = new ArrayList<>();
    try {
      for (PemBlock block : PemReader.read(content, LABELS)) {
        if (LABELS.contains(block.label())) {
          certificates.add(parse(block.octets(), name + ": line " + block.line()));
        }
      }
    } catch (MalformedPemException e) {
      throw new RootsException(name + ": " + e.getMessage());
    }
    if (certificates.isEmpty()) {
      throw new RootsException(
          name + (content.length == 0 ? ": the file is empty" : ": no certificate in the file"));
    }
    return new LoadedRoots(name, certificates);
  }

  private static byte[] content(Path file, String name) throws RootsException {
    try {
      return UserFile.read(file, LARGEST);
    } catch (NoSuchFileException e) {
      throw new RootsException(name + ": no such file");
    } catch (AccessDeniedException e) {
      throw new RootsException(name + ": permission denied");
    } catch (IOException e) {
      throw new RootsException(name + ": " + IoFault.describe(e));
    }
  }

  private static Certificate parse(byte[] der, String place) throws RootsException {
    try {
      return Certificate.parse(der);
    } catch (MalformedCertificateException e) {
      throw new RootsException(place + ": not a certificate: " + e.getMessage());
    }
  }
}
