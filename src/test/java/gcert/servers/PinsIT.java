package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.GcertBinary;
import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mail through a renewal: a Postfix and an Exim with the settings of their pages, in which cron
 * runs gcert, send to a mail host of two addresses, both of them Postfix.
 */
@NeedsServers
class PinsIT {
  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate FIRST = certificate(-60, 30);
  private static final TestCertificate SECOND = certificate(-2, 88);
  private static final TestCertificate THIRD = certificate(-1, 89);

  private static final Path PROGRAM =
      GcertBinary.named().map(GcertBinary::file).orElse(Path.of("target", "gcert", "bin", "gcert"));

  private final LoopbackNet net = LoopbackNet.free();
  private final List<String> addresses = List.of(net.address(1), net.address(2));
  private final Postfix hosts = new Postfix();
  private final ServerRoot sender = new ServerRoot();

  @BeforeEach
  void start() {
    show(0, FIRST);
    show(1, FIRST);
    hosts.mailHostsAt(addresses);
    hosts.start();
  }

  @AfterEach
  void stop() {
    sender.close();
    hosts.close();
  }

  @Test
  void mailFlowsFromPostfixWhileCronKeepsThePins() {
    Mailer postfix = new PinnedPostfix(sender, new HowTo("postfix"));
    flows(postfix, "/etc/postfix/tls_policy", MintedCertificates::fingerprint);
    assertThat(sender.text(PinnedPostfix.LOG))
        .contains("Verified TLS connection established to mx.example.net[" + addresses.get(0))
        .contains("Verified TLS connection established to mx.example.net[" + addresses.get(1))
        .contains("Server certificate not verified")
        .contains("/master[", ": reload ");
  }

  @Test
  void mailFlowsFromEximWhileCronKeepsThePins() {
    Mailer exim = new PinnedExim(sender, new HowTo("exim"));
    flows(exim, "/etc/exim4/mx.pem", TestCertificate::pem);
    assertThat(sender.text(PinnedExim.LOG))
        .containsPattern("=> during-\\d@example.net .* X=TLS1.3:.* CV=yes ")
        .containsPattern("== without-cron@example.net .*: \\(certificate verification failed\\)");
  }

  /** How a certificate is written in a file of pins. */
  private interface Pin {
    String of(TestCertificate certificate);
  }

  private void flows(Mailer mailer, String pins, Pin pin) {
    StringBuilder names = new StringBuilder();
    addresses.forEach(address -> names.append(address).append(" mx.example.net\n"));
    Cron.install(sender, PROGRAM, mailer.table(), ROOT.pem(), names.toString());
    try (Cron cron = Cron.start(sender)) {
      awaitPins(cron, pins, pin, FIRST);
      mailer.start();
      assertThat(mailer.delivers("before")).isTrue();

      show(0, SECOND);
      awaitPins(cron, pins, pin, FIRST, SECOND);
      for (int message = 0; message < 6; message++) {
        assertThat(mailer.delivers("during-" + message)).isTrue();
      }

      show(1, SECOND);
      assertThat(mailer.delivers("after")).isTrue();
      Patience.await(() -> cron.mail().contains(" rotation-finished: "), cron::mail);
      assertThat(cron.mail()).contains("To: postmaster\n").contains(" rotation-started: ");
    }

    show(0, THIRD);
    show(1, THIRD);
    assertThat(mailer.delivers("without-cron")).isFalse();
    try (Cron cron = Cron.start(sender)) {
      awaitPins(cron, pins, pin, SECOND, THIRD);
    }
    mailer.flush();
    Patience.await(() -> mailer.hasDelivered("without-cron"), mailer::log);
  }

  private void show(int host, TestCertificate certificate) {
    hosts.root().certificate("mx" + host, certificate);
  }

  private void awaitPins(Cron cron, String file, Pin pin, TestCertificate... certificates) {
    Patience.await(
        () -> Stream.of(certificates).allMatch(one -> sender.text(file).contains(pin.of(one))),
        () -> sender.text(file) + cron.mail());
  }

  private static TestCertificate certificate(int from, int until) {
    Instant now = Instant.now();
    return TestCertificate.leaf("mx.example.net")
        .issuedBy(ROOT)
        .freshKey()
        .valid(now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(until)))
        .mint();
  }
}
