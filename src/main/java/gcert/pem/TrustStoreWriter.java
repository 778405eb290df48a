package gcert.pem;

import gcert.certificate.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** Writes certificates as trust stores that Java programs read. */
public final class TrustStoreWriter {
  /** The password of every store written: there is nothing secret in it, and tools ask for one. */
  public static final String PASSWORD = "changeit";

  private TrustStoreWriter() {}

  /**
   * A PKCS#12 store (RFC 7292) of trusted certificates. Its octets differ from one writing to the
   * next, because it is salted.
   */
  public static byte[] pkcs12(List<Certificate> certificates) {
    return write("PKCS12", certificates);
  }

  /** A store of Java's own older form. It holds the time of writing. */
  public static byte[] jks(List<Certificate> certificates) {
    return write("JKS", certificates);
  }

  private static byte[] write(String type, List<Certificate> certificates) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry(certificate.sha256().substring(0, 16), certificate.x509());
      }
      store.store(out, PASSWORD.toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java runtime cannot write a " + type + " store", e);
    }
    return out.toByteArray();
  }
}
