package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exim 4.96, built on GnuTLS. */
@NeedsServers
class EximIT {
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final TestCertificate RSA = CERTIFICATES.withKey(KeyKind.RSA_3072);
  private static final String LOG = "/var/spool/exim4/mainlog";
  private static final int EXIM = 903;

  private static final int STARTTLS = LoopbackPorts.free();
  private static final int ECDSA = LoopbackPorts.free();
  private static final int WRAPPED = LoopbackPorts.free();
  private static final int WITHOUT = LoopbackPorts.free();
  private static final int LATE = LoopbackPorts.free();
  private static final int BUSY = LoopbackPorts.free();
  private static final int UNWILLING = LoopbackPorts.free();
  private static final List<Integer> PORTS =
      List.of(STARTTLS, ECDSA, WRAPPED, WITHOUT, LATE, BUSY, UNWILLING);

  private static final String CONFIGURATION =
      """
      primary_hostname = mx.test
      daemon_smtp_ports = %s
      tls_on_connect_ports = %d
      local_interfaces = 127.0.0.1
      spool_directory = /var/spool/exim4
      log_file_path = /var/spool/exim4/%%slog
      pid_file_path = /var/spool/exim4/exim.pid
      log_selector = +smtp_connection +smtp_no_mail +incoming_port +incoming_interface
      tls_advertise_hosts = ${if eq{$received_port}{%d}{}{*}}
      tls_certificate = /etc/mailtls/${if eq{$received_port}{%d}{ecdsa}{mx}}.chain
      tls_privatekey = /etc/mailtls/${if eq{$received_port}{%d}{ecdsa}{mx}}.key
      keep_environment =
      host_lookup =
      rfc1413_hosts =
      acl_smtp_connect = connection

      begin acl
      connection:
        defer  condition = ${if eq{$received_port}{%d}}
               message   = come back later
        deny   condition = ${if eq{$received_port}{%d}}
               message   = not for you
        accept condition = ${if eq{$received_port}{%d}}
               delay     = 2s
        accept
      """;

  @TempDir private static Path folder;

  private static ServerRoot root;
  private static Terminal terminal;

  @BeforeAll
  static void start() {
    root = new ServerRoot();
    root.certificate("mx", RSA)
        .certificate("ecdsa", CERTIFICATES.withKey(KeyKind.EC_P384))
        .permissions("/etc/mailtls/mx.key", "rw-r--r--")
        .permissions("/etc/mailtls/ecdsa.key", "rw-r--r--")
        .directory("/var/spool/exim4", EXIM, EXIM)
        .file(
            "/etc/exim4/exim4.conf",
            CONFIGURATION.formatted(
                String.join(" : ", PORTS.stream().map(String::valueOf).toList()),
                WRAPPED,
                WITHOUT,
                ECDSA,
                ECDSA,
                BUSY,
                UNWILLING,
                LATE))
        .start(PORTS, "/usr/sbin/exim4", "-bdf");
    terminal = new Terminal(folder).file("root.pem", CERTIFICATES.root().pem());
  }

  @AfterAll
  static void stop() {
    if (root != null) {
      root.close();
    }
  }

  @Test
  void printsTheSameCertificateAsOpensslAfterStarttls() {
    new Recipe(terminal).givesTheSame("smtp", STARTTLS, "smtp");
  }

  @Test
  void printsTheSameEcdsaCertificateAsOpenssl() {
    new Recipe(terminal).givesTheSame("smtp", ECDSA, "smtp");
  }

  @Test
  void printsTheSameCertificateAsOpensslWhereTlsStartsAtOnce() {
    new Recipe(terminal).givesTheSame("smtps", WRAPPED);
  }

  @Test
  void speaksTls12WithGnutls() {
    Terminal.Outcome outcome = fetch(STARTTLS, "--tls 1.2 --chain");
    assertThat(outcome).isEqualTo(new Terminal.Outcome(0, TestCertificate.pems(RSA.chain()), ""));
  }

  @Test
  void showsItsCertificateToWhoOnlyLooks() {
    assertThat(terminal.run("gcert peek --format pem 127.0.0.1:" + STARTTLS))
        .isEqualTo(
            new Terminal.Outcome(
                0, "# 127.0.0.1:" + STARTTLS + " (127.0.0.1): seen, not proven\n" + RSA.pem(), ""));
  }

  @Test
  void takesItsLeaveUnderTls() {
    assertThat(fetch(LATE, "").code()).isZero();
    Patience.await(
        () -> logOf(LATE).stream().anyMatch(line -> line.contains("no MAIL in SMTP connection")),
        () -> root.text(LOG));
    assertThat(logOf(LATE)).anyMatch(line -> line.endsWith("C=EHLO,STARTTLS,QUIT"));
  }

  @Test
  void waitsForALateGreeting() {
    assertThat(fetch(LATE, "")).isEqualTo(new Terminal.Outcome(0, RSA.pem(), ""));
  }

  @Test
  void saysThatStarttlsIsNotOffered() {
    assertThat(fetch(WITHOUT, ""))
        .isEqualTo(
            new Terminal.Outcome(
                4,
                "",
                line(
                    WITHOUT,
                    "STARTTLS: the server does not offer STARTTLS; use --starttls=always to ask for it anyway")));
  }

  @Test
  void aTemporaryRefusalIsTriedLater() {
    assertThat(fetch(BUSY, ""))
        .isEqualTo(
            new Terminal.Outcome(
                75,
                "",
                line(
                    BUSY,
                    "greeting: the server rejected the connection temporarily: 451 come back later; try"
                        + " again later")));
  }

  @Test
  void aRefusalForGoodIsNoTls() {
    assertThat(fetch(UNWILLING, ""))
        .isEqualTo(
            new Terminal.Outcome(
                4,
                "",
                line(UNWILLING, "greeting: the server rejected the connection: 550 not for you")));
  }

  private static List<String> logOf(int port) {
    return root.text(LOG).lines().filter(line -> line.contains(":" + port)).toList();
  }

  private static Terminal.Outcome fetch(int port, String options) {
    return terminal.run(
        "gcert fetch --roots root.pem --name mx.test " + options + " smtp://127.0.0.1:" + port);
  }

  private static String line(int port, String said) {
    return "gcert: 127.0.0.1:" + port + " (127.0.0.1): " + said + "\n";
  }
}
