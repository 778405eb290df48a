package gcert.cli;

import gcert.roots.BundledRoots;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Loads on other threads what every handshake needs, while the command line is still being read and
 * the server is being reached.
 *
 * <p>A cold JVM spends as long on the first use of each cryptographic primitive as on all the rest:
 * providers, tables and classes come with it. Only primitives are used here, never the TLS of the
 * platform: that reads its restrictions once, and {@code --legacy-tls} may yet lift them. Nothing
 * of what is computed is kept, and a failure means no more than that no time was saved.
 */
final class HeadStart {
  private static final List<String> CONNECTING = List.of("fetch", "check", "show", "diff", "watch");

  private HeadStart() {}

  /**
   * Starts, when the first word of the command line is a command that connects and there is a
   * second processor to do it on.
   */
  static void forCommand(String[] arguments) {
    if (arguments.length < 2
        || !CONNECTING.contains(arguments[0])
        || Runtime.getRuntime().availableProcessors() < 2) {
      return;
    }
    start("gcert-head-start-keys", HeadStart::keys);
    start("gcert-head-start-certificates", HeadStart::certificates);
  }

  private interface Work {
    void run() throws GeneralSecurityException;
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

  /** Key shares, record protection and the server's signature. */
  private static void keys() throws GeneralSecurityException {
    KeyPairGenerator x25519 = KeyPairGenerator.getInstance("XDH");
    x25519.initialize(NamedParameterSpec.X25519);
    KeyPair own = x25519.generateKeyPair();
    KeyAgreement agreement = KeyAgreement.getInstance("XDH");
    agreement.init(own.getPrivate());
    agreement.doPhase(own.getPublic(), true);
    agreement.generateSecret();
    KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
    p256.initialize(new ECGenParameterSpec("secp256r1"));
    verify(p256.generateKeyPair().getPublic());
    SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, new byte[12]));
    cipher.doFinal(new byte[64]);
  }

  /** A signature that does not hold takes the same way to its end as one that does. */
  private static void verify(PublicKey key) throws GeneralSecurityException {
    byte[] signature = new byte[64];
    Arrays.fill(signature, (byte) 1);
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(key);
    verifier.update(signature);
    verifier.verify(signature);
  }

  /** Digests, the certificate factory, and an RSA signature: that of a bundled root. */
  private static void certificates() throws GeneralSecurityException {
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    hmac.doFinal("gcert".getBytes(StandardCharsets.US_ASCII));
    MessageDigest.getInstance("SHA-384").digest();
    X509Certificate root = new BundledRoots().first().certificate().x509();
    root.verify(root.getPublicKey());
  }
}
