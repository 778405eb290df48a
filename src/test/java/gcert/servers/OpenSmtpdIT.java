package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenSMTPD: 7.4 of Debian's backports, and 6.8 of Debian 12, which cannot sign with OpenSSL 3 and
 * so breaks every handshake off once it has shown its certificate.
 */
@NeedsServers
class OpenSmtpdIT {
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final String NEW = "/opt/backports/usr/sbin/smtpd";
  private static final String OLD = "/usr/sbin/smtpd";
  private static final int QUEUE_USER = 905;

  private static final String CONFIGURATION =
      """
      pki mx.test cert "/etc/mailtls/mx.chain"
      pki mx.test key "/etc/mailtls/mx.key"
      listen on 127.0.0.1 port %d tls pki mx.test hostname mx.test
      listen on 127.0.0.1 port %d smtps pki mx.test hostname mx.test
      listen on 127.0.0.1 port %d hostname mx.test
      action "null" expand-only
      match from any for domain "mx.test" action "null"
      """;

  @TempDir private Path folder;

  private final int starttls = LoopbackPorts.free();
  private final int wrapped = LoopbackPorts.free();
  private final int without = LoopbackPorts.free();
  private ServerRoot root;
  private Terminal terminal;

  @BeforeEach
  void open() {
    root = new ServerRoot();
    terminal = new Terminal(folder).file("root.pem", CERTIFICATES.root().pem());
  }

  @AfterEach
  void stop() {
    root.close();
  }

  private void start(String program, TestCertificate certificate) {
    for (String queue : List.of("corrupt", "incoming", "purge", "queue", "temporary")) {
      root.directory("/var/spool/smtpd/" + queue, QUEUE_USER, 0)
          .permissions("/var/spool/smtpd/" + queue, "rwx------");
    }
    root.permissions("/var/spool/smtpd", "rwx--x--x")
        .directory("/var/spool/smtpd/offline", 0, QUEUE_USER)
        .permissions("/var/spool/smtpd/offline", "rwxrwx---")
        .directory("/var/lib/opensmtpd/empty", 0, 0)
        .certificate("mx", certificate)
        .file("/etc/ssl/certs/ca-certificates.crt", CERTIFICATES.root().pem())
        .file("/etc/smtpd.conf", CONFIGURATION.formatted(starttls, wrapped, without))
        .start(List.of(starttls, wrapped, without), program, "-d", "-f", "/etc/smtpd.conf");
  }

  @Test
  void printsTheSameCertificateAsOpenssl() {
    start(NEW, CERTIFICATES.withKey(KeyKind.RSA_2048));
    new Recipe(terminal).givesTheSame("smtp", starttls, "smtp");
    new Recipe(terminal).givesTheSame("smtps", wrapped);
    assertThat(root.output()).contains("disconnected reason=quit").doesNotContain("io-error");
  }

  @Test
  void printsTheSameEcdsaCertificateAsOpenssl() {
    start(NEW, CERTIFICATES.withKey(KeyKind.EC_P256));
    new Recipe(terminal).givesTheSame("smtp", starttls, "smtp");
  }

  @Test
  void saysThatStarttlsIsNotOffered() {
    start(NEW, CERTIFICATES.withKey(KeyKind.EC_P256));
    assertThat(fetch(without, ""))
        .isEqualTo(
            new Terminal.Outcome(
                4,
                "",
                "gcert: 127.0.0.1:"
                    + without
                    + " (127.0.0.1): STARTTLS: the server does not offer STARTTLS; use --starttls=always to ask for it anyway\n"));
  }

  @Test
  void whatAServerThatCannotSignHasShownIsPrintedWhenInsecure() {
    TestCertificate certificate = CERTIFICATES.withKey(KeyKind.RSA_2048);
    start(OLD, certificate);
    Terminal.Outcome outcome = fetch(starttls, "--insecure");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo(certificate.pem());
    assertThat(outcome.err())
        .contains("warning: TLS handshake: ")
        .contains("not proven that it holds the private key")
        .hasLineCount(1);
    assertThat(
            terminal
                .run(
                    "openssl s_client -starttls smtp -connect 127.0.0.1:"
                        + starttls
                        + " </dev/null 2>/dev/null | openssl x509")
                .out())
        .isEqualTo(certificate.pem());
  }

  @Test
  void aServerThatCannotSignIsNotBelieved() {
    start(OLD, CERTIFICATES.withKey(KeyKind.RSA_2048));
    Terminal.Outcome outcome = fetch(starttls, "");
    assertThat(outcome.code()).isEqualTo(5);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("TLS handshake: the server ends the handshake with the alert internal_error")
        .endsWith("; the server presented a certificate; use --insecure to print it\n")
        .hasLineCount(1);
  }

  private Terminal.Outcome fetch(int port, String options) {
    return terminal.run(
        "gcert fetch --roots root.pem --name mx.test " + options + " smtp://127.0.0.1:" + port);
  }
}
