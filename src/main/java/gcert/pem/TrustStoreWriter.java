package gcert.pem;

import gcert.certificate.Certificate;
import java.util.List;

/**
 * Writes certificates as trust stores that Java programs read. The octets depend on nothing but the
 * certificates, so that the same ones make the same file.
 */
public final class TrustStoreWriter {
  /** The password of every store written: there is nothing secret in it, and tools ask for one. */
  public static final String PASSWORD = "changeit";

  private TrustStoreWriter() {}

  /** A PKCS#12 store (RFC 7292) of trusted certificates. */
  public static byte[] pkcs12(List<Certificate> certificates) {
    return Pkcs12Writer.write(certificates, PASSWORD);
  }

  /** A store of Java's own older form. */
  public static byte[] jks(List<Certificate> certificates) {
    return JksWriter.write(certificates, PASSWORD);
  }
}
