package gcert.file;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a Java key store of the older forms, where they are not encrypted: no
 * password is needed, the private keys stay locked, and the store's own digest is not checked.
 */
final class JavaKeyStores {
  private JavaKeyStores() {}

  static List<Certificate> read(byte[] content, String type) throws CertificateFileException {
    List<Certificate> certificates = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(new ByteArrayInputStream(content), null);
      List<String> aliases = Collections.list(store.aliases());
      Collections.sort(aliases);
      for (String alias : aliases) {
        if (store.isKeyEntry(alias)) {
          add(store.getCertificateChain(alias), alias, certificates);
        }
      }
      for (String alias : aliases) {
        if (store.isCertificateEntry(alias)) {
          add(
              new java.security.cert.Certificate[] {store.getCertificate(alias)},
              alias,
              certificates);
        }
      }
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // The JDK throws unchecked exceptions too where a count in the store is negative.
      throw new CertificateFileException("a damaged " + type + " store");
    }
    if (certificates.isEmpty()) {
      throw new CertificateFileException("a " + type + " store without certificates");
    }
    return certificates;
  }

  private static void add(
      java.security.cert.Certificate @Nullable [] chain,
      String alias,
      List<Certificate> certificates)
      throws GeneralSecurityException, CertificateFileException {
    if (chain == null) {
      // A secret key has none, nor has a private key that was stored without.
      return;
    }
    for (java.security.cert.Certificate certificate : chain) {
      certificates.add(
          CertificateReader.parse(certificate.getEncoded(), "entry '" + Escaped.of(alias) + "': "));
    }
  }
}
