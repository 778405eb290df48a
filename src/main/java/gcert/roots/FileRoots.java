package gcert.roots;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.file.CertificateFileException;
import gcert.file.CertificateReader;
import gcert.input.UserFile;
import gcert.pem.MalformedPemException;
import gcert.pem.PemBlock;
import gcert.pem.PemReader;
import gcert.trust.AnchorStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Roots in a file: certificates in PEM with any text around them, DER, PKCS#7, or a store whose
 * certificates are not locked; or in the files of a folder, such as {@code /etc/ssl/certs}.
 */
public final class FileRoots {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int MOST_FILES = 10_000;
  private static final int DER_SEQUENCE = 0x30;
  private static final Set<String> PLAIN = Set.of("CERTIFICATE", "X509 CERTIFICATE");

  private FileRoots() {}

  /**
   * Reads a file, or every file of a folder that holds certificates. A private key is skipped; a
   * certificate that occurs twice counts once; of a PEM file each block that is whole counts, and
   * what is wrong with the others is a {@link AnchorStore#warnings() warning}.
   *
   * @throws RootsException when the file cannot be read, is larger than 16 MiB, is damaged, or
   *     there is no certificate
   */
  public static AnchorStore read(Path file) throws RootsException {
    String name = Escaped.of(file.toString());
    return Files.isDirectory(file) ? readFolder(file, name) : read(content(file, name), name);
  }

  /**
   * Reads the content of a file.
   *
   * @param name what the roots are called, escaped
   * @throws RootsException as {@link #read(Path)} does
   */
  public static AnchorStore read(byte[] content, String name) throws RootsException {
    List<String> warnings = new ArrayList<>();
    List<Certificate> certificates = certificates(content, name, warnings);
    return new LoadedRoots(name, certificates, warnings);
  }

  private static AnchorStore readFolder(Path folder, String name) throws RootsException {
    List<Certificate> certificates = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Path file : files(folder, name)) {
      String place = Escaped.of(file.toString());
      try {
        certificates.addAll(certificates(content(file, place), place, warnings));
      } catch (RootsException e) {
        // A folder may hold what it likes beside certificates.
      }
    }
    if (certificates.isEmpty()) {
      throw new RootsException(name + ": no certificate in the files of the folder");
    }
    return new LoadedRoots(name, certificates, warnings);
  }

  private static List<Path> files(Path folder, String name) throws RootsException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().limit(MOST_FILES + 1L).toList();
      if (files.size() > MOST_FILES) {
        throw new RootsException(name + ": more than " + MOST_FILES + " files in the folder");
      }
      return files;
    } catch (IOException e) {
      throw new RootsException(name + ": " + IoFault.describe(e));
    }
  }

  private static List<Certificate> certificates(byte[] content, String name, List<String> warnings)
      throws RootsException {
    if (content.length == 0) {
      throw new RootsException(name + ": the file is empty");
    }
    List<MalformedPemException> damaged = new ArrayList<>();
    List<PemBlock> blocks = PemReader.readWhatIsWhole(content, PLAIN, damaged);
    boolean plain = blocks.stream().anyMatch(block -> PLAIN.contains(block.label()));
    if (!plain && damaged.isEmpty()) {
      return others(content, name, blocks.isEmpty());
    }
    List<String> faults = new ArrayList<>();
    damaged.forEach(fault -> faults.add(name + ": " + fault.getMessage()));
    List<Certificate> certificates = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (PLAIN.contains(block.label())) {
        add(block, name + ": line " + block.line(), certificates, faults);
      }
    }
    if (certificates.isEmpty()) {
      throw new RootsException(
          faults.isEmpty() ? name + ": no certificate in the file" : faults.get(0));
    }
    warnings.addAll(faults);
    return certificates;
  }

  private static void add(
      PemBlock block, String place, List<Certificate> certificates, List<String> faults) {
    try {
      Certificate certificate = Certificate.parse(block.octets());
      certificates.add(certificate);
      certificate
          .malformed()
          .ifPresent(what -> faults.add(place + ": malformed certificate: " + Escaped.of(what)));
    } catch (MalformedCertificateException e) {
      faults.add(place + ": not a certificate: " + e.getMessage());
    }
  }

  /** The forms that are more than a certificate between two lines. */
  private static List<Certificate> others(byte[] content, String name, boolean noPem)
      throws RootsException {
    if (noPem && content[0] >= ' ' && content[0] != DER_SEQUENCE) {
      throw new RootsException(name + ": no certificate in the file");
    }
    try {
      return CertificateReader.read(content, name, store -> Optional.empty());
    } catch (CertificateFileException e) {
      throw new RootsException(name + ": " + e.getMessage());
    }
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
}
