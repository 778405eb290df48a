package gcert.roots;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.trust.AnchorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The roots that this machine's administrator trusts. */
public final class SystemRoots {
  private static final String NAME = "system";

  /** Where the distributions keep the bundle that is made from the administrator's choices. */
  private static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem",
          "/usr/local/share/certs/ca-root-nss.crt");

  private SystemRoots() {}

  /**
   * Reads the platform's store: the file that {@code SSL_CERT_FILE} names, else the key store of
   * Windows or macOS, else the first bundle file that is there, else the runtime's own {@code
   * cacerts}.
   *
   * @param environment the environment variables
   * @throws RootsException when there is no store, or it cannot be read
   */
  public static AnchorStore load(Map<String, String> environment) throws RootsException {
    String named = environment.get("SSL_CERT_FILE");
    if (named != null && !named.isEmpty()) {
      return renamed(FileRoots.read(Path.of(named)));
    }
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return fromKeyStore("Windows-ROOT");
    }
    if (os.startsWith("mac")) {
      return fromKeyStore("KeychainStore-ROOT");
    }
    for (String bundle : BUNDLES) {
      Path path = Path.of(bundle);
      if (Files.isReadable(path)) {
        return renamed(FileRoots.read(path));
      }
    }
    return fromRuntime();
  }

  private static AnchorStore renamed(AnchorStore store) {
    List<Certificate> certificates = new ArrayList<>();
    store.all().forEach(anchor -> certificates.add(anchor.certificate()));
    return new LoadedRoots(NAME, certificates);
  }

  private static AnchorStore fromKeyStore(String type) throws RootsException {
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      return new LoadedRoots(NAME, certificates(store));
    } catch (GeneralSecurityException | IOException e) {
      throw new RootsException("the system's roots cannot be read: " + e.getMessage());
    }
  }

  private static AnchorStore fromRuntime() throws RootsException {
    // A native image has no home, nor a store in it.
    Path file = Path.of(System.getProperty("java.home", ""), "lib", "security", "cacerts");
    if (!file.isAbsolute() || !Files.isReadable(file)) {
      throw new RootsException(
          "this system has no store of roots that gcert knows; name a file with --roots FILE");
    }
    try {
      return new LoadedRoots(
          NAME, certificates(KeyStore.getInstance(file.toFile(), (char[]) null)));
    } catch (GeneralSecurityException | IOException e) {
      throw new RootsException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static List<Certificate> certificates(KeyStore store) throws GeneralSecurityException {
    List<Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate x509) {
        try {
          certificates.add(Certificate.parse(x509.getEncoded()));
        } catch (MalformedCertificateException e) {
          // It is no anchor; the others still are.
        }
      }
    }
    return certificates;
  }
}
