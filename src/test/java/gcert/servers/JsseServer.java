package gcert.servers;

import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A program: a server over the JDK's TLS. It is told the port, a file with keys and certificates,
 * and settings: {@code versions=A,B}, {@code suites=A,B}, {@code order=client}, {@code alpn=A,B}.
 */
final class JsseServer {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLParameters parameters = new SSLParameters();

  private JsseServer() {
    parameters.setUseCipherSuitesOrder(true);
  }

  /** Serves until it is killed. */
  public static void main(String... arguments) throws Exception {
    JsseServer server = new JsseServer();
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      String[] setting = argument.split("=", 2);
      server.set(setting[0], setting[1]);
    }
    server.serve(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
  }

  private void set(String name, String value) {
    switch (name) {
      case "versions" -> parameters.setProtocols(value.split(","));
      case "suites" -> parameters.setCipherSuites(value.split(","));
      case "order" -> parameters.setUseCipherSuitesOrder(!value.equals("client"));
      case "alpn" -> parameters.setApplicationProtocols(value.split(","));
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** Writes the file with keys and certificates. Returns {@code file}. */
  static Path store(Path file, List<TlsStack.Identity> identities) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      for (TlsStack.Identity identity : identities) {
        Key key = identity.leaf().privateKey();
        Certificate[] chain =
            identity.leaf().chain().stream().map(TestCertificate::x509).toArray(Certificate[]::new);
        store.setKeyEntry(key.getAlgorithm(), key, PASSWORD, chain);
      }
      store.store(out, PASSWORD);
      return file;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void serve(int port, Path store) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    try (SSLServerSocket listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getByName("127.0.0.1"))) {
      listening.setSSLParameters(parameters);
      while (true) {
        SSLSocket client = (SSLSocket) listening.accept();
        new Thread(() -> answer(client)).start();
      }
    }
  }

  private static void answer(SSLSocket client) {
    try (client) {
      client.startHandshake();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A client that only asked.
      return;
    }
  }
}
