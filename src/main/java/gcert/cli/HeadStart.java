package gcert.cli;

import gcert.roots.BundledRoots;
import gcert.tls.TlsClient;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Loads on other threads what an exchange needs, while the command line is still being read and
 * while the server is being reached.
 *
 * <p>A cold JVM spends as long on the first use of providers, tables and classes as on all the
 * rest. Only primitives are used here, never the TLS of the platform: that reads its restrictions
 * once, and {@code --legacy-tls} may yet lift them. Nothing of what is computed is kept, and a
 * failure means no more than that no time was saved.
 */
final class HeadStart {
  private static final List<String> CONNECTING = List.of("fetch", "check", "show", "diff", "watch");

  private HeadStart() {}

  private interface Work {
    void run() throws GeneralSecurityException;
  }

  /** Starts, when the first word of the command line is a command that connects. */
  static void forCommand(String[] arguments) {
    if (arguments.length > 1 && CONNECTING.contains(arguments[0])) {
      start("gcert-head-start", HeadStart::providers);
    }
  }

  /**
   * Goes on with what a handshake needs after its first message, once the client that composes the
   * first is there: earlier it would only hold that up.
   */
  static void after(Supplier<TlsClient> client) {
    start("gcert-head-start-handshake", () -> signatures(client));
  }

  private static void start(String name, Work work) {
    // With one processor everything is best done in the order in which it is needed.
    if (Runtime.getRuntime().availableProcessors() < 2) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (GeneralSecurityException | RuntimeException e) {
                // The handshake will meet the same, and say so.
                return;
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Security providers. */
  private static void providers() throws GeneralSecurityException {
    CertificateFactory.getInstance("X.509");
  }

  /** The server's signature and its certificates: those of a bundled root, and one made up. */
  private static void signatures(Supplier<TlsClient> client) throws GeneralSecurityException {
    Objects.requireNonNull(client.get());
    X509Certificate root = new BundledRoots().first().certificate().x509();
    root.verify(root.getPublicKey());
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    // A signature that does not hold takes the same way to its end as one that does.
    byte[] signature = new byte[64];
    Arrays.fill(signature, (byte) 1);
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(generator.generateKeyPair().getPublic());
    verifier.update(signature);
    verifier.verify(signature);
  }
}
