package gcert.watch;

import static gcert.watch.Script.PLACE;
import static gcert.watch.Script.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.certificate.Certificate;
import gcert.testing.TestCertificate;
import gcert.trust.requirement.ExpiresWithin;
import gcert.watch.Round.Sight;
import gcert.watch.rule.RuleSettings;
import gcert.watch.rule.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final RuleSettings SETTINGS =
      new RuleSettings(2, new ExpiresWithin.Span(Duration.ofDays(1)));
  private static final KnownCertificate OLD = certificate("old", -60);
  private static final KnownCertificate NEW = certificate("new", -1);

  @TempDir Path root;
  private final List<String> notices = new ArrayList<>();

  @Test
  void whatIsRecordedIsThereAfterOpeningAgain() throws Exception {
    try (StateFolder folder = open()) {
      record(folder, 0, OLD);
      record(folder, 1, OLD, NEW);
      folder.told(List.of(1L));
    }

    try (StateFolder folder = open()) {
      PlaceState place = folder.state().place(PLACE);
      assertThat(place.sightings()).containsOnlyKeys(OLD.sha256(), NEW.sha256());
      assertThat(place.condition().rotation().rising()).containsExactly(NEW.sha256());
      assertThat(folder.state().events())
          .extracting(event -> event.event().kind().word())
          .containsExactly("first-seen", "first-seen", "rotation-started");
      assertThat(folder.state().pending()).extracting(JournalEvent::id).containsExactly(2L, 3L);
      assertThat(record(folder, 2, OLD, NEW)).isEmpty();
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void theJournalCutAtAnyOctetIsMendedAndLosesNoWholeLine() throws Exception {
    try (StateFolder folder = open()) {
      record(folder, 0, OLD);
      record(folder, 1, OLD, NEW);
      folder.told(List.of(1L, 2L, 3L));
      record(folder, 2, NEW);
    }
    byte[] whole = Files.readAllBytes(journal());
    for (int cut = 0; cut < whole.length; cut++) {
      byte[] part = Arrays.copyOf(whole, cut);
      Files.write(journal(), part);
      notices.clear();
      long ends = new String(part, StandardCharsets.UTF_8).lines().count();
      boolean between = cut == 0 || part[cut - 1] == '\n';
      boolean lacksEnd = whole[cut] == '\n';

      try (StateFolder folder = open()) {
        record(folder, 3, NEW);
      }

      assertThat(notices).hasSize(between ? 0 : 1);
      List<String> lines = Files.readAllLines(journal());
      assertThat(lines).hasSize((int) (between || lacksEnd ? ends : ends - 1) + 1);
      assertThat(Journal.read(journal()).state().places()).hasSize(1);
    }
  }

  @Test
  void aTailOfZerosIsTakenOut() throws Exception {
    try (StateFolder folder = open()) {
      record(folder, 0, OLD);
    }
    byte[] whole = Files.readAllBytes(journal());
    Files.write(journal(), Arrays.copyOf(whole, whole.length + 512));

    open().close();

    assertThat(journal()).hasBinaryContent(whole);
    assertThat(notices).singleElement().asString().contains("its 512 octets are taken out");
  }

  @Test
  void aDamagedLineInTheMiddleIsNamedAndNothingIsTouched() throws Exception {
    try (StateFolder folder = open()) {
      record(folder, 0, OLD);
      record(folder, 1, OLD);
    }
    for (String damage :
        List.of(
            "x",
            "{}",
            "",
            "[1]",
            "{\"schema\":\"gcert-watch/1\",\"type\":\"odd\"}",
            "{\"schema\":\"gcert-watch/1\",\"type\":\"told\",\"events\":[\"1\"]}",
            "{\"schema\":\"other/1\",\"type\":\"told\",\"events\":[]}",
            "{\"schema\":\"gcert-watch/1\",\"type\":\"told\",\"events\":[]} x",
            "{\"schema\":\"gcert-watch/1\",\"type\":\"told\",\"events\":[1e999]}")) {
      List<String> lines = new ArrayList<>(Files.readAllLines(journal()));
      lines.set(1, damage);
      lines.add(lines.get(0));
      Files.write(journal(), lines);
      byte[] before = Files.readAllBytes(journal());

      assertThatThrownBy(this::open)
          .isInstanceOf(StateException.class)
          .hasMessageStartingWith(journal() + ":2: the line ");

      assertThat(journal()).hasBinaryContent(before);
    }
  }

  @Test
  void aFingerprintThatIsAPathIsDamage() throws Exception {
    try (StateFolder folder = open()) {
      record(folder, 0, OLD);
    }
    String text = Files.readString(journal());
    Files.writeString(journal(), text.replace(OLD.sha256(), "../".repeat(21) + "x"));

    assertThatThrownBy(this::open).isInstanceOf(StateException.class).hasMessageContaining(":1: ");
  }

  @Test
  void aNewerVersionIsNotTouched() throws Exception {
    String line = "{\"schema\":\"gcert-watch/2\",\"type\":\"place\"}\n";
    Files.createDirectories(state());
    Files.writeString(journal(), line);

    assertThatThrownBy(this::open)
        .isInstanceOf(StateException.class)
        .hasMessageContaining(":1: was written by a newer gcert");

    assertThat(journal()).hasContent(line);
  }

  @Test
  void yearsOfRunsStaySmallAndSayTheSame() throws Exception {
    int before = 0;
    for (int run = 0; run < 40; run++) {
      try (StateFolder folder = open()) {
        for (int i = 0; i < 50; i++) {
          record(folder, run * 50 + i, run < 20 ? OLD : NEW);
        }
        before = folder.state().events().size();
      }
    }

    assertThat(Files.size(journal())).isLessThan(100_000);
    WatchState state = StateFolder.read(state());
    assertThat(state.events()).hasSize(before);
    CertificateHistory old = state.place(PLACE).sightings().get(OLD.sha256());
    assertThat(old.first()).isEqualTo(Script.START);
    assertThat(old.last()).isEqualTo(Script.START.plus(Duration.ofMinutes(999)));
  }

  @Test
  void aSecondRunWaitsAndThenSaysWhoHasTheState() throws Exception {
    try (StateFolder folder = open()) {
      assertThat(folder.state().places()).isEmpty();
      assertThatThrownBy(() -> StateFolder.open(state(), Duration.ofMillis(120), noting()))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ") uses this state");
      assertThat(notices).containsExactly("waiting");
      assertThat(StateFolder.read(state()).places()).isEmpty();
    }

    open().close();
  }

  @Test
  void certificatesAreKeptAsPemAndReadBack() throws Exception {
    Certificate certificate =
        Certificate.parse(TestCertificate.leaf("mx.example.net").mint().der());
    try (StateFolder folder = open()) {
      folder.keep(certificate);
      folder.keep(certificate);

      Path file = folder.certificateFile(certificate.sha256());
      assertThat(folder.certificate(certificate.sha256())).isEqualTo(certificate);
      Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
      assertThatThrownBy(() -> folder.certificate(certificate.sha256()))
          .isInstanceOf(StateException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void whatAKilledRunLeftUnfinishedIsSweptAway() throws Exception {
    open().close();
    Path left = Files.writeString(state().resolve("certificates/.x.pem.0011223344556677.tmp"), "-");

    open().close();

    assertThat(left).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheFolderIsAFault() throws Exception {
    Files.writeString(state(), "not a folder");

    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
  }

  private List<JournalEvent> record(
      StateFolder folder, int minute, KnownCertificate... certificates) throws IOException {
    Instant now = Script.START.plus(Duration.ofMinutes(minute));
    List<Sight> sights = new ArrayList<>();
    for (KnownCertificate certificate : certificates) {
      sights.add(new Sight(certificate, "192.0.2.1", true, ""));
    }
    Round round = new Round(PLACE, now, now, sights, List.of());
    return folder.record(Rules.apply(folder.state().place(PLACE), round, SETTINGS), false);
  }

  private StateFolder open() throws StateException, IOException {
    return StateFolder.open(state(), Duration.ofMillis(1), noting());
  }

  private Path state() {
    return root.resolve("state");
  }

  private Path journal() {
    return state().resolve("journal.jsonl");
  }

  private StateFolder.Notices noting() {
    return new StateFolder.Notices() {
      @Override
      public void waiting(Path folder) {
        notices.add("waiting");
      }

      @Override
      public void mended(Path file, String what) {
        notices.add(what);
      }
    };
  }
}
