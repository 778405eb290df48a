package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.HtmlPages;
import gcert.testing.MailProtocol;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final TestCertificate ROOT = TestCertificate.root("Watch Root").mint();
  private static final TestCertificate OLD = leaf(-60, 30);
  private static final TestCertificate NEW = leaf(-1, 89);

  @TempDir Path folder;
  private final FakeMailServer server = FakeMailServer.smtp(ServerIdentity.of(OLD));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aRollOutIsToldOnceAndThePinsFollowIt() throws Exception {
    Path pins = folder.resolve("pins");

    Gcert.Outcome first = watch("--pins", pins.toString(), "--pins-format", "postfix");
    assertThat(first.code()).isEqualTo(7);
    assertThat(first.text()).contains(" " + server.hostAndPort() + " first-seen: CN=mx.test, ");
    assertThat(first.err()).isEqualTo("gcert: " + pins + ": updated\n");
    assertThat(pins).hasContent(entry(OLD));
    silent("--pins", pins.toString(), "--pins-format", "postfix");

    server.show(ServerIdentity.of(NEW));
    Gcert.Outcome second = watch("--pins", pins.toString(), "--pins-format", "postfix");
    assertThat(second.code()).isEqualTo(7);
    assertThat(second.text().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(" first-seen: "),
            line -> assertThat(line).contains(" rotation-finished: "));
    assertThat(pins).hasContent(entry(OLD, NEW));
    silent("--pins", pins.toString(), "--pins-format", "postfix");

    silent("--pins", pins.toString(), "--pins-format", "postfix", "--pins-window", "1ms");
    assertThat(pins).hasContent(entry(NEW));
    assertThat(state().resolve("certificates/" + sha256(OLD) + ".pem")).hasContent(OLD.pem());
  }

  @Test
  void anOutageAndAWrongCertificateLeaveThePinsAsTheyWere() throws Exception {
    Path pins = folder.resolve("pins.pem");
    watch("--pins", pins.toString());
    String before = Files.readString(pins);
    assertThat(before).isEqualTo(OLD.pem());

    server.show(ServerIdentity.of(TestCertificate.leaf("mx.test").mint()));
    Gcert.Outcome wrong = watch("--pins", pins.toString());
    assertThat(wrong.code()).isEqualTo(7);
    assertThat(wrong.text()).contains(" unexpected: ").hasLineCount(1);
    assertThat(pins).hasContent(before);

    int port = server.port();
    server.close();
    silent("--pins", pins.toString());
    Gcert.Outcome down = watch("--pins", pins.toString());
    assertThat(down.code()).isEqualTo(7);
    assertThat(down.text()).contains(" unreachable: could not get a certificate (2 runs in a row)");
    silentWith(3, "--pins", pins.toString());
    assertThat(pins).hasContent(before);

    try (FakeMailServer again =
        FakeMailServer.speaking(MailProtocol.SMTP).port(port).as(ServerIdentity.of(OLD)).start()) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(watch().text()).contains(" back: answers again, after 3 failures in a row");
    }
  }

  @Test
  void everyPinFormatHoldsTheSetAndStoresAreNotRewrittenInVain() throws Exception {
    server.show(ServerIdentity.of(NEW));
    String target = "--name=mx.test";
    watch(target, "--pins", folder.resolve("spki").toString(), "--pins-format", "spki");
    assertThat(Files.readString(folder.resolve("spki"))).matches("sha256//[A-Za-z0-9+/]{43}=\n");
    for (String format : List.of("pkcs12", "jks")) {
      Path file = folder.resolve(format);
      watch(target, "--pins", file.toString(), "--pins-format", format);
      byte[] before = Files.readAllBytes(file);
      KeyStore store = KeyStore.getInstance(format.toUpperCase(Locale.ROOT));
      store.load(new ByteArrayInputStream(before), "changeit".toCharArray());
      assertThat(store.size()).isEqualTo(1);
      silent(target, "--pins", file.toString(), "--pins-format", format);
      assertThat(file).hasBinaryContent(before);
      Files.writeString(file, "no store");
      watch(target, "--pins", file.toString(), "--pins-format", format);
      assertThat(Files.size(file)).isGreaterThan(100);
    }
  }

  @Test
  void tlsaRecordsNeedANameAndPinsNeedVerification() {
    assertThat(watch("--pins", "x", "--pins-format", "tlsa"))
        .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2))
        .satisfies(outcome -> assertThat(outcome.err()).contains("an address has no TLSA record"));
    assertThat(watch("--pins", "x", "-k").err()).contains("it excludes --insecure");
    assertThat(watch("--pins-format", "spki").err()).contains("need --pins FILE");
    assertThat(watch("--exec", "a 'b").err()).contains("without its other half");
    assertThat(watch("--after", "0").code()).isEqualTo(2);
    assertThat(state()).doesNotExist();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theCommandGetsEachEventAsDataAndIsTriedAgainWhenItFails() throws Exception {
    Path script = folder.resolve("on event.sh");
    Path log = folder.resolve("log");
    Files.writeString(
        script,
        """
        { echo "$GCERT_EVENT|$GCERT_HOST|$GCERT_HOST_PORT|$GCERT_TARGET|$1"
          cat "$GCERT_CERTIFICATE_FILE"; cat; } >>"%s"
        echo heard; test ! -e "%s/fail"
        """
            .formatted(log, folder));
    String exec = "sh '" + script + "' \"two words; $(touch x)\"";
    Files.createFile(folder.resolve("fail"));

    Gcert.Outcome failed = watch("--exec", exec);
    assertThat(failed.code()).isEqualTo(8);
    assertThat(failed.text()).contains(" first-seen: ");
    assertThat(failed.err())
        .contains("gcert: --exec: heard\n")
        .contains(": first-seen: sh exited with 1; the next run tries it again\n");
    silent();

    Files.delete(folder.resolve("fail"));
    Files.delete(log);
    Gcert.Outcome again = watch("--exec", exec);
    assertThat(again.code()).isZero();
    assertThat(again.text()).isEmpty();
    String heard = Files.readString(log);
    assertThat(heard)
        .startsWith(
            "first-seen|127.0.0.1|"
                + server.port()
                + "|"
                + server.target()
                + "|two words; $(touch x)\n"
                + OLD.pem()
                + "{\"schema\":\"gcert-event/1\",\"id\":1,\"event\":\"first-seen\",")
        .contains("\"certificate\":{\"sha256\":\"" + sha256(OLD) + "\"");
    silent("--exec", exec);
    assertThat(log).hasContent(heard);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aCommandThatHangsIsStoppedAndOneThatIsNotThereIsSaid() {
    Gcert.Outcome hanging = watch("--exec", "sleep 60", "--exec-timeout", "200ms");
    assertThat(hanging.code()).isEqualTo(8);
    assertThat(hanging.err()).contains("sleep was stopped after 0.2 s");
    assertThat(hanging.took()).isLessThan(Duration.ofSeconds(20));

    assertThat(watch("--exec", "/nowhere/command").err()).contains("cannot be started");
  }

  @Test
  void anEventThatWasRecordedAndNotToldIsToldByTheNextRun() throws Exception {
    watch();
    Path journal = state().resolve("journal.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    lines.removeIf(line -> line.contains("\"type\":\"told\""));
    Files.write(journal, lines);

    Gcert.Outcome outcome = watch();

    assertThat(outcome.code()).isEqualTo(7);
    assertThat(outcome.text()).contains(" first-seen: ").hasLineCount(1);
    silent();
  }

  @Test
  void aServerThatNeverAnsweredIsSaidAtOnceWithItsCode() {
    server.close();

    Gcert.Outcome first = watch();
    assertThat(first.code()).isEqualTo(3);
    assertThat(first.text()).isEmpty();
    assertThat(first.err()).contains(server.hostAndPort()).contains("connect: ");
    Gcert.Outcome second = watch();
    assertThat(second.code()).isEqualTo(7);
    assertThat(second.text()).contains(" unreachable: ");
    assertThat(second.err()).isEmpty();
    silentWith(3);
  }

  @Test
  void aNearEndIsToldOnce() {
    watch();

    assertThat(watch("--expires-within", "60d").text()).contains(" expiring: ");
    silentWith(6, "--expires-within", "60d");
  }

  @Test
  void eventsAreJsonWhenAsked() {
    assertThat(watch("--format", "json").text())
        .startsWith("{\"schema\":\"gcert-event/1\",\"id\":1,\"event\":\"first-seen\",")
        .hasLineCount(1);
  }

  @Test
  void theHistoryFitsEightyColumnsAndAnyCharacterSet() {
    watch();
    server.show(ServerIdentity.of(NEW));
    at(Duration.ofDays(20));

    Gcert.Outcome blocks = history("C.UTF-8");
    assertThat(blocks.code()).isZero();
    assertThat(blocks.text().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(blocks.text())
        .startsWith(server.hostAndPort() + "  stable\n  " + sha256(OLD).substring(0, 12) + " EC ")
        .contains("█");
    assertThat(blocks.text().lines().filter(line -> line.endsWith(" in use"))).hasSize(1);
    assertThat(
            new Gcert()
                .environment("COLUMNS", "40")
                .with("watch", "--history", "--state", state().toString())
                .text()
                .lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    assertThat(history("C").text()).matches("\\p{ASCII}+").contains("#");
    Gcert.Outcome json =
        Gcert.run("watch", "--history", "--state", state().toString(), "--format", "json");
    assertThat(json.text())
        .startsWith("{\"schema\":\"gcert-history/1\",\"target\":\"" + server.target() + "\"")
        .hasLineCount(1);
    assertThat(Gcert.run("watch", "--history", "other.test", "--state", state().toString()))
        .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2));
  }

  @Test
  void thePastIsAPageOnDemand() {
    watch();
    server.show(ServerIdentity.of(NEW));
    at(Duration.ofDays(20));

    String page =
        Gcert.run("watch", "--history", "--state", state().toString(), "--format", "html").text();

    assertThat(HtmlPages.text(page))
        .contains("Certificate history 1 host as gcert watch remembers them")
        .contains(server.hostAndPort() + "stable" + sha256(NEW).substring(0, 12))
        .contains("first-seen: ", "rotation-finished: ");
    assertThat(page.split("<g class=", -1)).as("a lane for each certificate").hasSize(3);
    assertThat(HtmlPages.markup(page))
        .contains("a href=#h1")
        .filteredOn("script"::equals)
        .hasSize(1);
    Gcert.Outcome events =
        Gcert.run("watch", server.target(), "--state", state().toString(), "--format", "html");
    assertThat(events.code()).isEqualTo(2);
    assertThat(events.err()).contains("--format html goes with --history");
  }

  @Test
  void aStateThatCannotBeUsedIsALocalFaultWithItsLine() throws Exception {
    watch();
    Path journal = state().resolve("journal.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    lines.add(0, "damage");
    Files.write(journal, lines);

    Gcert.Outcome damaged = watch();

    assertThat(damaged.code()).isEqualTo(8);
    assertThat(damaged.err()).contains(journal + ":1: the line is not JSON").hasLineCount(1);
    Gcert.Outcome homeless = Gcert.run("watch", server.target());
    assertThat(homeless.code()).isEqualTo(8);
    assertThat(homeless.err()).contains("use --state DIR");
    assertThat(Gcert.run("watch", "--history", "--state", "/nowhere/at/all").code()).isEqualTo(8);
  }

  @Test
  void halfALastLineIsMendedWithAWord() throws Exception {
    watch();
    Path journal = state().resolve("journal.jsonl");
    String whole = Files.readString(journal);
    Files.writeString(journal, whole + "{\"schema\":\"gcert-wa");

    Gcert.Outcome outcome = watch();

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("journal.jsonl: repaired: ").hasLineCount(1);
    assertThat(Files.readString(journal)).startsWith(whole);
    silent();
  }

  @Test
  void anExpiredCertificateIsNeverGreenAndIsReportedAgainEveryDay() {
    watch();

    Gcert.Outcome news = watchAfter(Duration.ofDays(400));
    assertThat(news.code()).isEqualTo(7);
    assertThat(news.text()).contains(" invalid: ").contains("expired").hasLineCount(1);
    Gcert.Outcome next = watchAfter(Duration.ofDays(400).plusHours(1));
    assertThat(next.code()).isEqualTo(1);
    assertThat(next.text()).isEmpty();
    Gcert.Outcome reminder = watchAfter(Duration.ofDays(401));
    assertThat(reminder.code()).isEqualTo(1);
    assertThat(reminder.text()).contains(" invalid: ").endsWith(" (reminder)\n").hasLineCount(1);
    Gcert.Outcome never = watchAfter(Duration.ofDays(403), "--remind", "never");
    assertThat(never.code()).isEqualTo(1);
    assertThat(never.text()).isEmpty();
  }

  private Gcert.Outcome watchAfter(Duration later, String... more) {
    Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
    return new Gcert().clock(clock).with(arguments(more));
  }

  @Test
  void theStatusSaysHowThingsStandWithoutAVisit() {
    watch();
    server.close();

    Gcert.Outcome well = watch("--status");
    assertThat(well.code()).isZero();
    assertThat(well.text())
        .startsWith("ok          " + server.hostAndPort() + ": ")
        .contains(" expires ");
    assertThat(watch("--status", "--expires-within", "1000d").code()).isEqualTo(6);
    Gcert.Outcome late = watch("--status", "--format", "json", "--at", "2100-01-01");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.text())
        .startsWith("{\"schema\":\"gcert-status/1\",")
        .contains("\"status\":\"invalid\",\"exit_code\":1,");
  }

  private void silent(String... more) {
    silentWith(0, more);
  }

  private void silentWith(int code, String... more) {
    Gcert.Outcome outcome = watch(more);
    assertThat(outcome.text()).isEmpty();
    assertThat(outcome.code()).isEqualTo(code);
  }

  private Gcert.Outcome watch(String... more) {
    return new Gcert().with(arguments(more));
  }

  private void at(Duration later) {
    watchAfter(later);
  }

  private Gcert.Outcome history(String locale) {
    return new Gcert()
        .environment("LC_ALL", locale)
        .with("watch", "--history", "--state", state().toString());
  }

  private String[] arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("watch", server.target()));
    arguments.addAll(List.of("--state", state().toString(), "--name", "mx.test"));
    arguments.addAll(List.of("--roots", ROOT.writePem(folder.resolve("root.pem")).toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private Path state() {
    return folder.resolve("state");
  }

  private String entry(TestCertificate... certificates) {
    StringBuilder entry = new StringBuilder("[127.0.0.1]:" + server.port() + " fingerprint");
    for (TestCertificate certificate : certificates) {
      String hex = sha256(certificate).toUpperCase(Locale.ROOT);
      entry.append(" match=").append(hex.replaceAll("(..)(?=.)", "$1:"));
    }
    return entry.append('\n').toString();
  }

  private static String sha256(TestCertificate certificate) {
    return gcert.watch.KnownCertificate.of(read(certificate)).sha256();
  }

  private static gcert.certificate.Certificate read(TestCertificate certificate) {
    try {
      return gcert.certificate.Certificate.parse(certificate.der());
    } catch (gcert.certificate.MalformedCertificateException e) {
      throw new IllegalStateException(e);
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
