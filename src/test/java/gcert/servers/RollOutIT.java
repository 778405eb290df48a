package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new certificate is brought to four Postfix services one after the other. */
@NeedsServers
class RollOutIT {
  /** The last is the one whose port says that all listen. */
  private static final List<String> ADDRESSES =
      List.of("::1", "127.0.0.2", "127.0.0.3", "127.0.0.1");

  private static final TestCertificate ROOT = TestCertificate.root().mint();
  private static final TestCertificate OLD = certificate(-60, 30);
  private static final TestCertificate NEW = certificate(-1, 89);

  @TempDir private static Path folder;

  private static Unbound unbound;
  private static Postfix postfix;
  private static Terminal terminal;
  private static int port;

  @BeforeAll
  static void start() {
    unbound =
        new Unbound(
            """
            @ IN MX 10 mx
            mx IN AAAA ::1
            mx IN A 127.0.0.1
            mx IN A 127.0.0.2
            mx IN A 127.0.0.3
            """);
    unbound.start();
    postfix = new Postfix();
    for (int i = 0; i < ADDRESSES.size(); i++) {
      postfix.root().certificate("mx" + i, OLD);
    }
    port = postfix.smtpdAt(ADDRESSES);
    postfix.start();
    terminal = new Terminal(folder).file("root.pem", ROOT.pem());
  }

  @AfterAll
  static void stop() {
    if (postfix != null) {
      postfix.close();
    }
    if (unbound != null) {
      unbound.close();
    }
  }

  @Test
  void aRollOutIsSeenFromStartToFinish() {
    rotation("stable");
    assertThat(watch(7)).hasSize(1).first().asString().contains(":" + port + " first-seen: ");
    assertThat(pins()).isEqualTo(entry(OLD));
    assertThat(watch(0)).isEmpty();

    for (int renewed = 1; renewed <= ADDRESSES.size(); renewed++) {
      postfix.root().certificate("mx" + (renewed - 1), NEW);
      boolean last = renewed == ADDRESSES.size();
      rotation(last ? "stable" : "rotating (" + renewed + " of 4 new)");
      if (renewed == 1) {
        assertThat(watch(7))
            .satisfiesExactly(
                line ->
                    assertThat(line)
                        .contains(" first-seen: ")
                        .contains(MintedCertificates.sha256(NEW)),
                line -> assertThat(line).contains(" rotation-started: ").endsWith("1 of 4"));
      } else if (last) {
        assertThat(watch(7))
            .satisfiesExactly(
                line -> assertThat(line).contains(" rotation-finished: ").endsWith("4 of 4"));
      } else {
        assertThat(watch(0)).isEmpty();
      }
      assertThat(pins()).isEqualTo(entry(OLD, NEW));
    }
    assertThat(watch(0)).isEmpty();
    assertThat(watch(0, "--pins-window 1ms")).isEmpty();
    assertThat(pins()).isEqualTo(entry(NEW));
  }

  /** What {@code check} says, by way of the domain and by way of the host. */
  private static void rotation(String verdict) {
    for (String target : List.of("--mx gcert.test", "mx.gcert.test")) {
      Terminal.Outcome outcome = terminal.run("gcert check" + options() + target + ":" + port);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.code()).isZero();
      assertThat(outcome.out().lines().filter(line -> line.startsWith("OK "))).hasSize(4);
      assertThat(outcome.out()).contains("rotation  mx.gcert.test:" + port + "  " + verdict + "\n");
    }
  }

  /** The events of a run, as cron would mail them. */
  private static List<String> watch(int code, String... more) {
    Terminal.Outcome outcome =
        terminal.run(
            "gcert watch --state state --pins pins --pins-format postfix "
                + String.join(" ", more)
                + options()
                + "--mx gcert.test:"
                + port);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(code);
    return outcome.out().lines().toList();
  }

  private static String options() {
    return " --roots root.pem --name mx.test --all-addresses --resolver "
        + unbound.resolver()
        + " ";
  }

  private static String pins() {
    return terminal.run("cat pins").out();
  }

  private static String entry(TestCertificate... certificates) {
    List<String> words = new ArrayList<>(List.of("[mx.gcert.test]:" + port, "fingerprint"));
    for (TestCertificate certificate : certificates) {
      words.add("match=" + MintedCertificates.fingerprint(certificate));
    }
    return String.join(" ", words) + "\n";
  }

  private static TestCertificate certificate(int from, int until) {
    Instant now = Instant.now();
    return TestCertificate.leaf("mx.test")
        .issuedBy(ROOT)
        .freshKey()
        .valid(now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(until)))
        .mint();
  }
}
