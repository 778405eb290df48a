package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dovecot 2.3: one server, five dialogues, and TLS at once for most of them. */
@NeedsServers
class DovecotIT {
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final TestCertificate RSA = CERTIFICATES.withKey(KeyKind.RSA_2048);
  private static final String LOG = "/var/log/dovecot.log";

  private static final String CONFIGURATION =
      """
      protocols = imap pop3 submission lmtp sieve
      listen = 127.0.0.1
      base_dir = /run/dovecot
      state_dir = /var/lib/dovecot
      log_path = /var/log/dovecot.log
      hostname = mx.test
      ssl = yes
      ssl_cert = </etc/mailtls/mx.chain
      ssl_key = </etc/mailtls/mx.key
      submission_relay_host = 127.0.0.1
      passdb {
        driver = static
        args = nopassword=y
      }
      userdb {
        driver = static
        args = uid=8 gid=8 home=/tmp/%u
      }
      """;

  /** A listener: which service has it, how gcert and openssl call its protocol. */
  enum Listener {
    SUBMISSION("submission-login", "submission", "smtp"),
    SUBMISSIONS("submission-login", "smtps", ""),
    LMTP("lmtp", "lmtp", "lmtp"),
    IMAP("imap-login", "imap", "imap"),
    IMAPS("imap-login", "imaps", ""),
    POP3("pop3-login", "pop3", "pop3"),
    POP3S("pop3-login", "pop3s", ""),
    SIEVE("managesieve-login", "sieve", "sieve");

    private final String service;
    private final String scheme;
    private final String protocol;

    Listener(String service, String scheme, String protocol) {
      this.service = service;
      this.scheme = scheme;
      this.protocol = protocol;
    }

    String configuration(int port) {
      String tls = protocol.isEmpty() ? "    ssl = yes\n" : "";
      return "service "
          + service
          + " {\n  inet_listener "
          + name().toLowerCase(Locale.ROOT)
          + " {\n    port = "
          + port
          + "\n"
          + tls
          + "  }\n}\n";
    }
  }

  @TempDir private static Path folder;

  private static final Map<Listener, Integer> PORTS = new EnumMap<>(Listener.class);
  private static ServerRoot root;
  private static Terminal terminal;

  @BeforeAll
  static void start() {
    StringBuilder configuration = new StringBuilder(CONFIGURATION);
    Arrays.stream(Listener.values())
        .forEach(
            listener -> {
              PORTS.put(listener, LoopbackPorts.free());
              configuration.append(listener.configuration(PORTS.get(listener)));
            });
    root = new ServerRoot();
    root.certificate("mx", RSA)
        .directory("/var/lib/dovecot", 0, 0)
        .directory("/run/dovecot", 0, 0)
        .file("/etc/dovecot/dovecot.conf", configuration.toString())
        .start(
            PORTS.values().stream().toList(),
            "/usr/sbin/dovecot",
            "-F",
            "-c",
            "/etc/dovecot/dovecot.conf");
    terminal = new Terminal(folder).file("root.pem", CERTIFICATES.root().pem());
  }

  @AfterAll
  static void stop() {
    if (root != null) {
      root.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void printsTheSameCertificateAsOpenssl(Listener listener) {
    int port = PORTS.get(listener);
    Recipe recipe = new Recipe(terminal);
    if (listener.protocol.isEmpty()) {
      recipe.givesTheSame(listener.scheme, port);
    } else {
      recipe.givesTheSame(listener.scheme, port, listener.protocol);
    }
  }

  @Test
  void showsItsCertificateInEachProtocolToWhoOnlyLooks() {
    StringBuilder targets = new StringBuilder();
    StringBuilder seen = new StringBuilder();
    PORTS.forEach(
        (listener, port) -> {
          targets.append(' ').append(listener.scheme).append("://127.0.0.1:").append(port);
          seen.append("# 127.0.0.1:").append(port).append(" (127.0.0.1): seen, not proven\n");
          seen.append(RSA.pem());
        });
    assertThat(terminal.run("gcert peek --format pem" + targets))
        .isEqualTo(new Terminal.Outcome(0, seen.toString(), ""));
  }

  @Test
  void takesItsLeaveOfEachProtocol() {
    StringBuilder targets = new StringBuilder();
    PORTS.forEach(
        (listener, port) ->
            targets.append(' ').append(listener.scheme).append("://127.0.0.1:").append(port));
    String before = root.text(LOG);
    Terminal.Outcome outcome =
        terminal.run("gcert fetch --roots root.pem --name mx.test" + targets);
    assertThat(outcome)
        .isEqualTo(new Terminal.Outcome(0, RSA.pem().repeat(Listener.values().length), ""));
    Patience.await(
        () -> leavesIn(root.text(LOG).substring(before.length())) == Listener.values().length,
        () -> root.text(LOG).substring(before.length()));
  }

  private static long leavesIn(String log) {
    return log.lines()
        .filter(
            line ->
                line.contains("Aborted login by logging out")
                    || line.contains("Logged out (state="))
        .count();
  }
}
