package gcert.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.cli.command.CommandLines;
import gcert.cli.option.CommandSpec;
import gcert.testing.Gcert;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -h} shows what most people use, on one screen. */
class ShortHelpTest {
  private static final int SCREEN = 26;

  static Stream<String> commands() {
    return CommandLines.specs().stream().map(CommandSpec::name).filter(name -> !name.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsAScreen(String command) {
    List<String> words = Stream.concat(Stream.of(command.split(" ")), Stream.of("-h")).toList();

    Gcert.Outcome outcome =
        new Gcert().environment("COLUMNS", "80").with(words.toArray(String[]::new));

    assertThat(outcome.code()).isZero();
    assertThat(outcome.text().lines()).hasSizeLessThanOrEqualTo(SCREEN);
    assertThat(outcome.text().lines()).allMatch(line -> line.length() <= 80);
  }
}
