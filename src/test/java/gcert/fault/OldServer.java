package gcert.fault;

import gcert.testing.FakeMailServer;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.security.Security;

/**
 * A mail server that takes one old TLS version only, in a process of its own: what allows that
 * version holds for a whole process.
 */
final class OldServer {
  private OldServer() {}

  /** Prints the target, then the certificate as PEM, and serves until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    // The JDK's own TLS turns these versions off.
    Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, DH_anon, ECDH_anon");
    TestCertificate leaf =
        TestCertificate.leaf("mx.test").ip("127.0.0.1").key(KeyKind.RSA_2048).mint();
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(leaf.identity())
            .versions(arguments[0])
            .start()) {
      System.out.println(server.target());
      System.out.print(leaf.pem());
      System.out.flush();
      System.in.readAllBytes();
    }
  }
}
