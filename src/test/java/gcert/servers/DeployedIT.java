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

/** A host with Postfix and Dovecot, of which only one is reloaded after a renewal. */
@NeedsServers
class DeployedIT {
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final TestCertificate OLD = CERTIFICATES.withKey(KeyKind.EC_P256);
  private static final TestCertificate NEW = CERTIFICATES.withKey(KeyKind.EC_P256);
  private static final int SUBMISSION = LoopbackPorts.free();
  private static final int IMAPS = LoopbackPorts.free();

  private static final String DOVECOT =
      """
      protocols = imap submission
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
        args = uid=8 gid=8 home=/tmp/%%u
      }
      service submission-login {
        inet_listener submission {
          port = %d
        }
      }
      service imap-login {
        inet_listener imap {
          port = 0
        }
        inet_listener imaps {
          port = %d
          ssl = yes
        }
      }
      """;

  @TempDir private static Path folder;

  private static Postfix postfix;
  private static ServerRoot dovecot;
  private static Terminal terminal;
  private static int smtp;

  @BeforeAll
  static void start() {
    postfix = new Postfix();
    postfix.root().certificate("mx", OLD);
    smtp = postfix.smtpd("smtpd");
    postfix.start();
    dovecot = new ServerRoot();
    dovecot
        .certificate("mx", OLD)
        .directory("/var/lib/dovecot", 0, 0)
        .directory("/run/dovecot", 0, 0)
        .file("/etc/dovecot/dovecot.conf", DOVECOT.formatted(SUBMISSION, IMAPS))
        .start(
            List.of(SUBMISSION, IMAPS),
            "/usr/sbin/dovecot",
            "-F",
            "-c",
            "/etc/dovecot/dovecot.conf");
    terminal = new Terminal(folder);
    disk(OLD);
  }

  @AfterAll
  static void stop() {
    if (postfix != null) {
      postfix.close();
    }
    if (dovecot != null) {
      dovecot.close();
    }
  }

  private static void disk(TestCertificate certificate) {
    terminal.file("fullchain.pem", TestCertificate.pems(certificate.chain()));
  }

  private static Terminal.Outcome deployed(String... options) {
    return terminal.run(
        "gcert deployed "
            + String.join(" ", options)
            + " fullchain.pem smtp://127.0.0.1:%d,mx.test".formatted(smtp)
            + " submission://127.0.0.1:%d,mx.test".formatted(SUBMISSION)
            + " imaps://127.0.0.1:%d,mx.test".formatted(IMAPS));
  }

  @Test
  void theServerThatWasNotReloadedIsNamed() {
    assertThat(deployed().out()).startsWith("OK  fullchain.pem is served at all 3 endpoints\n");

    disk(NEW);
    postfix.root().certificate("mx", NEW);
    dovecot.certificate("mx", NEW);
    postfix.root().reload();

    Patience.await(
        () -> deployed().out().matches("(?s).*\\(smtp\\) +127\\.0\\.0\\.1  same.*"),
        () -> deployed().out());
    Terminal.Outcome differs = deployed();
    assertThat(differs.code()).isEqualTo(7);
    assertThat(differs.out())
        .startsWith(
            "DIFFERS  reload 127.0.0.1:%d,mx.test (submission), 127.0.0.1:%d,mx.test (imaps)\n"
                .formatted(SUBMISSION, IMAPS));

    dovecot.reload();
    Terminal.Outcome whole = deployed("--within", "30s");
    assertThat(whole.code()).as(whole.out() + whole.err()).isZero();
  }
}
