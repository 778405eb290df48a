package gcert.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.cli.option.CommandWords;
import gcert.cli.option.GivenOptions;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.watch.Event;
import gcert.watch.EventKind;
import gcert.watch.JournalEvent;
import gcert.watch.Place;
import gcert.watch.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EventCommandTest {
  private static final OptionValues NO_VALUES =
      new OptionValues(
          GivenOptions.of(CommandLines.toRun("watch").parseArgs("watch").subcommand()),
          Map.of(),
          new Properties());

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
    assertThatThrownBy(() -> split(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--exec: ");
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
      for (CommandLine command : CommandLines.whole().getSubcommands().values()) {
        for (var option : command.getCommandSpec().options()) {
          String name = option.longestName().replaceFirst("^-+", "");
          String variable = "GCERT_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
          assertThat(variables).doesNotContainKey(variable);
        }
      }
    }
  }

  private static List<String> split(String text) throws UsageException {
    return CommandWords.split(text, NO_VALUES);
  }
}
