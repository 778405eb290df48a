package gcert.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java key stores with secret keys in them. Those are serialised objects, of which nothing but
 * Java's own reader, which filters what it deserialises, knows where they end.
 */
final class SecretKeyStores {
  private SecretKeyStores() {}

  /**
   * Adds the certificates by the names of their entries.
   *
   * @throws GeneralSecurityException when Java has no such stores, or refuses a certificate
   * @throws IOException when the store is damaged
   */
  static void read(
      byte[] content, String type, Map<String, List<byte[]>> chains, Map<String, List<byte[]>> ours)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(new ByteArrayInputStream(content), null);
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        chains.put(alias, octets(store.getCertificateChain(alias)));
      } else if (store.isCertificateEntry(alias)) {
        java.security.cert.Certificate[] one = {store.getCertificate(alias)};
        ours.put(alias, octets(one));
      }
    }
  }

  /** A secret key has no chain. */
  private static List<byte[]> octets(java.security.cert.Certificate @Nullable [] chain)
      throws GeneralSecurityException {
    List<byte[]> octets = new ArrayList<>();
    if (chain != null) {
      for (java.security.cert.Certificate certificate : chain) {
        octets.add(certificate.getEncoded());
      }
    }
    return octets;
  }
}
