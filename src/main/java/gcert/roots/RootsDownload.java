package gcert.roots;

import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Fetches a set of roots over HTTPS from a server that the roots in use vouch for. */
public final class RootsDownload {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int CHUNK = 8192;

  private RootsDownload() {}

  /**
   * The body of the answer.
   *
   * @param url an HTTPS URL
   * @param trusted the roots by which the server is judged
   * @param time bounds the whole
   * @throws javax.net.ssl.SSLException when the server cannot prove who it is
   * @throws IOException when it is not reached, is too slow, or answers otherwise than 200
   */
  public static byte[] fetch(URL url, AnchorStore trusted, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    if (!(url.openConnection() instanceof HttpsURLConnection connection)) {
      throw new IOException("not an HTTPS URL");
    }
    connection.setSSLSocketFactory(context(trusted).getSocketFactory());
    connection.setConnectTimeout((int) time.toMillis());
    connection.setReadTimeout((int) time.toMillis());
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("the server answers with status " + status);
      }
      try (InputStream in = connection.getInputStream()) {
        return read(in, end);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static byte[] read(InputStream in, long end) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      body.write(chunk, 0, length);
      if (body.size() > LARGEST) {
        throw new IOException("the answer is larger than 16 MiB");
      }
      if (System.nanoTime() > end) {
        throw new IOException("timed out while the answer was still coming");
      }
    }
    return body.toByteArray();
  }

  private static SSLContext context(AnchorStore trusted) throws IOException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Anchor anchor : trusted.all()) {
        byte[] der = anchor.certificate().der();
        store.setCertificateEntry(
            anchor.certificate().sha256(),
            factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }
}
