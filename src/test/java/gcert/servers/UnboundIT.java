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

/** Look-ups through Unbound, with a mail server behind the names. */
@NeedsServers
class UnboundIT {
  private static final int MANY = 60;
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final TestCertificate SHOWN = CERTIFICATES.withKey(KeyKind.EC_P256);

  private static final String RECORDS =
      """
      two IN MX 20 second
      two IN MX 10 first
      first IN A 127.0.0.1
      second IN A 127.0.0.2
      second IN A 127.0.0.1
      none IN MX 0 .
      plain IN A 127.0.0.1
      alias IN MX 10 cname
      cname IN CNAME first
      loop IN MX 10 round
      round IN CNAME about
      about IN CNAME round
      literal IN MX 10 192.0.2.1.
      text IN TXT "no address"
      """;

  @TempDir private static Path folder;

  private static Unbound unbound;
  private static Postfix postfix;
  private static Terminal terminal;
  private static int port;

  @BeforeAll
  static void start() {
    StringBuilder records = new StringBuilder(RECORDS);
    for (int i = 1; i <= MANY; i++) {
      records.append("many IN A 127.0.1.").append(i).append('\n');
    }
    unbound = new Unbound(records.toString());
    unbound.start();
    postfix = new Postfix();
    postfix.root().certificate("mx", SHOWN);
    port = postfix.smtpd("starttls");
    postfix.start();
    terminal = new Terminal(folder).file("root.pem", CERTIFICATES.root().pem());
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
  void mailHostsAreVisitedByPreference() {
    Terminal.Outcome outcome = check("--mx --format json", "two");
    assertThat(outcome.code()).isZero();
    assertThat(hosts(outcome)).containsExactly("first.gcert.test", "second.gcert.test");
  }

  @Test
  void theCertificateOfAMailHostIsPrinted() {
    Terminal.Outcome outcome = run("fetch", "--mx", "alias");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo(SHOWN.pem());
  }

  @Test
  void anAliasOfAMailHostIsFollowedUnderItsOwnName() {
    assertThat(hosts(check("--mx --format json", "alias"))).containsExactly("cname.gcert.test");
  }

  @Test
  void aDomainWithoutMxRecordsIsItsOwnMailHost() {
    assertThat(hosts(check("--mx --format json", "plain"))).containsExactly("plain.gcert.test");
  }

  @Test
  void aDomainThatTakesNoMailIsNotReached() {
    failsToLookUp(check("--mx", "none"), "the domain takes no mail (null MX, RFC 7505)");
  }

  @Test
  void anMxRecordThatNamesAnAddressIsTold() {
    failsToLookUp(check("--mx", "literal"), "the MX record names the address 192.0.2.1");
  }

  @Test
  void aNameThatDoesNotExistIsToldFromOneWithoutAddresses() {
    for (String mx : List.of("", "--mx")) {
      failsToLookUp(check(mx, "missing"), "the name does not exist (NXDOMAIN from ");
      failsToLookUp(check(mx, "text"), "the name has no address (answer of ");
    }
  }

  @Test
  void aServerThatCannotAnswerIsTold() {
    failsToLookUp(checkName("--mx", "mx.broken.test"), "could not answer (SERVFAIL)");
    failsToLookUp(checkName("", "mx.broken.test"), "could not answer (SERVFAIL)");
    failsToLookUp(checkName("--mx", "mx.refused.test"), "refuses to answer (REFUSED)");
  }

  @Test
  void aliasesThatLeadInACircleEnd() {
    failsToLookUp(check("--mx", "loop"), unbound.resolver());
    failsToLookUp(check("", "round"), unbound.resolver());
  }

  @Test
  void anAnswerTooLargeForADatagramComesByTcp() {
    Terminal.Outcome outcome = check("--all-addresses --format json", "many");
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(hosts(outcome)).hasSize(MANY).containsOnly("many.gcert.test");
  }

  @Test
  void everyAddressOfEveryMailHostIsVisited() {
    Terminal.Outcome outcome = check("--mx --all-addresses --format json", "two");
    assertThat(hosts(outcome))
        .containsExactly("first.gcert.test", "second.gcert.test", "second.gcert.test");
    assertThat(outcome.out()).contains("\"error\":\"127.0.0.2: connection refused\"");
  }

  private static void failsToLookUp(Terminal.Outcome outcome, String said) {
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).contains("look-up: ").contains(said);
  }

  private static List<String> hosts(Terminal.Outcome outcome) {
    return outcome
        .out()
        .lines()
        .map(line -> line.replaceAll(".*?\"host\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static Terminal.Outcome check(String options, String label) {
    return run("check", options, label);
  }

  private static Terminal.Outcome run(String command, String options, String label) {
    return runName(command, options, label + ".gcert.test");
  }

  private static Terminal.Outcome checkName(String options, String name) {
    return runName("check", options, name);
  }

  private static Terminal.Outcome runName(String command, String options, String name) {
    return terminal.run(
        "gcert %s --roots root.pem --name mx.test --resolver %s %s %s:%d"
            .formatted(command, unbound.resolver(), options, name, port));
  }
}
