package gcert.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server of bare TLS with several certificates, from which the JDK chooses one for a client. */
public final class TwoCertificates implements AutoCloseable {
  private final SSLServerSocket listening;
  private final Thread thread;

  /** Starts one with these, each the whole chain. */
  public TwoCertificates(TestCertificate... certificates) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (TestCertificate certificate : certificates) {
      store.setKeyEntry(
          certificate.x509().getPublicKey().getAlgorithm(),
          certificate.privateKey(),
          new char[0],
          new X509Certificate[] {certificate.x509()});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    thread = new Thread(this::serve, "two-certificates");
    thread.start();
  }

  /** The target that leads to it. */
  public String target() {
    return "tls://127.0.0.1:" + listening.getLocalPort();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (SSLSocket socket = (SSLSocket) listening.accept()) {
        while (socket.getInputStream().read() >= 0) {
          // The client says nothing but that it goes.
        }
      } catch (IOException e) {
        // A handshake that this server refuses, or the end of the test.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
