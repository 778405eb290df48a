package gcert.cli;

import gcert.roots.BundledRoots;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes ready on other threads what an exchange needs, while the command line is still being read
 * and while the server is being reached.
 *
 * <p>A cold JVM spends as long on the first use of providers, tables and classes as on all the
 * rest. A TLS client as it is without options is begun at once, but only where nothing can ask for
 * another: the platform's TLS reads its restrictions once, and {@code --legacy-tls} has to lift
 * them before.
 */
final class HeadStart {
  private static final List<String> CONNECTING = List.of("fetch", "check", "show", "diff", "watch");

  private static final HeadStart NONE = new HeadStart(Optional.empty());

  private final Optional<Supplier<TlsClient>> early;

  private HeadStart(Optional<Supplier<TlsClient>> early) {
    this.early = early;
  }

  /** Nothing is made ready before it is asked for. */
  static HeadStart none() {
    return NONE;
  }

  private interface Work {
    void run() throws GeneralSecurityException;
  }

  /** Starts, when the first word of the command line is a command that connects. */
  static HeadStart forCommand(String[] arguments, Map<String, String> environment) {
    // With one processor everything is best done in the order in which it is needed.
    if (arguments.length < 2
        || !CONNECTING.contains(arguments[0])
        || Runtime.getRuntime().availableProcessors() < 2
        || mayChangeTls(arguments)
        || Configuration.mayHoldDefaults(environment)) {
      return NONE;
    }
    return new HeadStart(Optional.of(TlsClient.prepare(TlsSettings.defaults())));
  }

  /** The client for some settings: the one that was begun early, where it is as they say. */
  Supplier<TlsClient> client(TlsSettings settings) {
    if (early.isPresent() && settings.equals(TlsSettings.defaults())) {
      return early.get();
    }
    return TlsClient.prepare(settings);
  }

  private static boolean mayChangeTls(String... arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("--tls")
          || argument.startsWith("--legacy")
          || argument.startsWith("--cert")
          || argument.startsWith("--help")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Goes on with what a handshake needs after its first message, once the client that composes the
   * first is there: earlier it would only hold that up.
   */
  static void after(Supplier<TlsClient> client) {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      start("gcert-head-start-handshake", () -> signatures(client));
    }
  }

  private static void start(String name, Work work) {
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
