package gcert.watch;

import gcert.certificate.Certificate;
import gcert.input.UserFile;
import gcert.output.AtomicFile;
import gcert.pem.TrustStoreWriter;
import gcert.watch.PinFormat.Pins;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file in which acceptable certificates are kept, replaced at once and only when they change.
 */
public final class PinFile {
  private static final int LARGEST = 64 * 1024 * 1024;

  private PinFile() {}

  /**
   * Brings the file up to date.
   *
   * @param all the sets; when there is none, nothing is written
   * @return whether the file was replaced
   * @throws IOException when it cannot be; it is then as it was
   */
  public static boolean update(Path file, PinFormat format, List<Pins> all) throws IOException {
    if (all.isEmpty() || (format.salted() && holdsAlready(file, format, all))) {
      return false;
    }
    return AtomicFile.replace(file, format.render(all));
  }

  private static boolean holdsAlready(Path file, PinFormat format, List<Pins> all)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Set<X509Certificate> wanted = new HashSet<>();
    for (Certificate certificate : PinFormat.certificates(all)) {
      wanted.add(certificate.x509());
    }
    try {
      byte[] octets = UserFile.read(file, LARGEST);
      KeyStore store = KeyStore.getInstance(format.storeType());
      store.load(new ByteArrayInputStream(octets), TrustStoreWriter.PASSWORD.toCharArray());
      Set<java.security.cert.Certificate> held = new HashSet<>();
      for (String alias : Collections.list(store.aliases())) {
        held.add(store.getCertificate(alias));
      }
      return held.equals(wanted);
    } catch (GeneralSecurityException | IOException e) {
      // Whatever it is, it is not the store that is wanted.
      return false;
    }
  }
}
