package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

/** {@code gcert watch} over lists, domains, addresses and samples. */
class WatchManyTest {
  private static final TestCertificate ROOT = TestCertificate.root("Watch Root").mint();
  private static final TestCertificate OLD = leaf(-60, 30);
  private static final TestCertificate NEW = leaf(-1, 89);

  @TempDir Path folder;
  private final FakeMailServer one = FakeMailServer.smtp(ServerIdentity.of(OLD));
  private final FakeMailServer other = FakeMailServer.smtp(ServerIdentity.of(OLD));

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void eachServerOfAListIsAPlaceOfItsOwn() {
    String list = one.hostAndPort() + "\n" + other.hostAndPort() + " # the second\n";

    Gcert.Outcome first = watch(list, "--input", "-", "--jobs", "2");
    assertThat(first.code()).isEqualTo(7);
    assertThat(first.text().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(one.hostAndPort() + " first-seen: "),
            line -> assertThat(line).contains(other.hostAndPort() + " first-seen: "));
    assertThat(watch(list, "--input", "-").code()).isZero();

    other.show(ServerIdentity.of(NEW));
    assertThat(watch(list, "--input", "-").text())
        .contains(other.hostAndPort() + " rotation-finished: ")
        .doesNotContain(one.hostAndPort());
  }

  @Test
  void samplesAreOneRound() {
    watch("", one.hostAndPort(), "--samples", "4");
    one.show(ServerIdentity.of(NEW));

    assertThat(watch("", one.hostAndPort(), "--samples", "4").text()).contains(", seen at 4 of 4");
  }

  @Test
  void aServerNamedTwiceFailsOnceARun() {
    one.close();

    String[] twice = {one.hostAndPort(), one.hostAndPort()};
    assertThat(watch("", twice).code()).isEqualTo(3);
    assertThat(watch("", twice).text()).contains("(2 runs in a row)");
  }

  @Test
  void anAddressThatFailsBesideOneThatAnswersIsNoNews() {
    try (FakeDns dns = FakeDns.addresses("127.0.0.1", "127.0.0.2")) {
      String[] arguments = {
        "mx.test:" + one.port(), "--all-addresses", "--resolver", dns.resolver(), "--after", "1"
      };
      assertThat(watch("", arguments).text()).contains(" first-seen: ").hasLineCount(1);
      assertThat(watch("", arguments).code()).isZero();
    }
  }

  @Test
  void aDomainThatCannotBeLookedUpCostsNoPins() {
    Path pins = folder.resolve("pins");
    String[] all = {one.hostAndPort(), "example.test:" + other.port()};
    List<String> arguments = new ArrayList<>(List.of(all));
    arguments.addAll(List.of("--pins", pins.toString(), "--pins-format", "postfix", "--resolver"));
    try (FakeDns dns = FakeDns.addresses("127.0.0.1")) {
      String[] good = with(arguments, dns.resolver());
      assertThat(watch("", good).code()).isEqualTo(7);
      assertThat(pins).content().hasLineCount(2).contains("[example.test]:" + other.port());
    }
    String before = read(pins);
    try (FakeDns dns = FakeDns.answering(Rcode.SERVFAIL)) {
      assertThat(watch("", with(arguments, dns.resolver())).err()).doesNotContain("updated");
      assertThat(pins).hasContent(before);
    }
  }

  @Test
  void pinsAreLeftAloneWhenAMailDomainLedNowhere() {
    Path pins = folder.resolve("pins");
    try (FakeDns dns = FakeDns.addresses("127.0.0.1")) {
      watch("", domain(dns, pins, one.port()));
      String before = read(pins);
      assertThat(before).contains("[a.test]:" + one.port());
      one.show(ServerIdentity.of(NEW));

      Gcert.Outcome outcome =
          watch("192.0.2.1\n", with(List.of(domain(dns, pins, one.port())), "--input", "-"));

      assertThat(outcome.err())
          .contains(pins + ": not changed: the mail hosts of 192.0.2.1 are not known");
      assertThat(pins).hasContent(before);
    }
  }

  @Test
  void aLineThatIsNoServerIsToldAndLeavesThePinsAlone() {
    Path pins = folder.resolve("pins");

    Gcert.Outcome outcome =
        watch(one.hostAndPort() + "\nfile:x.pem\n", "--input", "-", "--pins", pins.toString());

    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.text()).contains(" first-seen: ");
    assertThat(outcome.err())
        .contains("standard input: line 2: watch takes servers, not files")
        .contains(pins + ": not changed: a line of the list is not a valid target");
    assertThat(pins).doesNotExist();
  }

  private static String[] domain(FakeDns dns, Path pins, int port) {
    return new String[] {
      "a.test:" + port,
      "--mx",
      "--resolver",
      dns.resolver(),
      "--pins",
      pins.toString(),
      "--pins-format",
      "postfix"
    };
  }

  private static String[] with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Gcert.Outcome watch(String input, String... more) {
    List<String> arguments = new ArrayList<>(List.of("watch"));
    arguments.addAll(List.of("--state", folder.resolve("state").toString(), "--name", "mx.test"));
    arguments.addAll(List.of("--roots", ROOT.writePem(folder.resolve("root.pem")).toString()));
    arguments.addAll(List.of(more));
    return new Gcert().input(input).with(arguments.toArray(String[]::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestCertificate leaf(int from, int until) {
    Instant now = Instant.now();
    return TestCertificate.leaf("mx.test")
        .issuedBy(ROOT)
        .valid(now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(until)))
        .mint();
  }
}
