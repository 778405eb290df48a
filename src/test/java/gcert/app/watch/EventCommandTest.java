package gcert.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.cli.command.CommandLines;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.Option;
import gcert.cli.settings.ShellWords;
import gcert.testing.Gcert;
import gcert.watch.Event;
import gcert.watch.EventKind;
import gcert.watch.JournalEvent;
import gcert.watch.Place;
import gcert.watch.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCommandTest {
  @TempDir Path folder;

  @Test
  void wordsAreSplitAtBlanksAndJoinedByQuotes() throws Exception {
    assertThat(split("notify")).containsExactly("notify");
    assertThat(split("  notify\t-x  y ")).containsExactly("notify", "-x", "y");
    assertThat(split("a 'b c' \"d e\" f\\ g")).containsExactly("a", "b c", "d e", "f g");
    assertThat(split("a '' \"\"")).containsExactly("a", "", "");
    assertThat(split("a'b'\"c\"d")).containsExactly("abcd");
    assertThat(split("a '\\' \"\\\"\"")).containsExactly("a", "\\", "\"");
    assertThat(split("a $HOME `id` $(id) * ; | >x"))
        .containsExactly("a", "$HOME", "`id`", "$(id)", "*", ";", "|", ">x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "'a", "a \"b", "a \\", "'' a"})
  void whatIsNoCommandIsAUsageError(String text) {
    Gcert.Outcome outcome = new Gcert().with("watch", "--state", "none", "--exec", text, "mx.test");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("gcert: --exec: '");
  }

  @Test
  void secretsThatAreMeantForGcertAloneAreNotHandedOn() {
    Map<String, String> environment =
        Map.of(
            "PATH", "/bin",
            "PGPASSWORD", "theirs",
            "GCERT_ROOTS", "system",
            "GCERT_PASSWORD", "secret",
            "GCERT_PROXY_PASSWORD", "secret",
            "GCERT_PROXY", "socks5://user:secret@proxy.test");
    assertThat(EventCommand.inherited(environment))
        .containsOnlyKeys("PATH", "PGPASSWORD", "GCERT_ROOTS");
    assertThat(EventCommand.inherited(Map.of("GCERT_PROXY", "socks5://proxy.test")))
        .containsOnlyKeys("GCERT_PROXY");
  }

  @Test
  void noVariableOfAnEventIsTheDefaultOfAnOption() throws Exception {
    Place place = new Place("smtp://mx.test:25", "mx.test", 25);
    Event event =
        new Event(
            Instant.EPOCH,
            EventKind.CHANGED_ISSUER,
            place,
            Optional.of("0".repeat(64)),
            Optional.of("1".repeat(64)),
            "message");
    StateFolder.Notices none =
        new StateFolder.Notices() {
          @Override
          public void waiting(Path waited) {}

          @Override
          public void mended(Path file, String what) {}
        };
    try (StateFolder state = StateFolder.open(folder, Duration.ofMillis(1), none)) {
      Map<String, String> variables =
          EventCommand.variables(new JournalEvent(1, event, false, false), state);
      assertThat(variables)
          .containsEntry("GCERT_EVENT", "changed-issuer")
          .containsEntry("GCERT_PREVIOUS_SHA256", "1".repeat(64))
          .doesNotContainKey("GCERT_CERTIFICATE_FILE");
      for (CommandSpec command : CommandLines.specs()) {
        for (Option<?> option : command.options()) {
          assertThat(variables).doesNotContainKey(option.variable());
        }
      }
    }
  }

  private static List<String> split(String text) throws InvalidValueException {
    return ShellWords.split(text);
  }
}
