package gcert.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingTest {
  private static final List<String> COMMANDS =
      List.of("fetch", "check", "watch", "show", "diff", "roots", "generate-completion", "help");

  @ParameterizedTest
  @CsvSource({
    "ftech, fetch",
    "fecth, fetch",
    "fetsch, fetch",
    "chekc, check",
    "chk, check",
    "wacth, watch",
    "whatch, watch",
    "sohw, show",
    "root, roots",
    "hepl, help",
    "gen, generate-completion"
  })
  void aSlipOfTheFingerIsUnderstood(String typed, String meant) {
    assertThat(Misspelling.of(typed, COMMANDS)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smarthost", "mx", "mail", "localhost", "get"})
  void whatIsNearNoCommandIsTakenForNone(String typed) {
    assertThat(Misspelling.of(typed, COMMANDS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fetch, fetch, 0",
    "ftech, fetch, 1",
    "'', ab, 2",
    "ab, '', 2",
    "ca, abc, 3",
    "a, b, 1"
  })
  void slipsAreCountedOnce(String typed, String word, int slips) {
    assertThat(Misspelling.slips(typed, word)).isEqualTo(slips);
  }

  @Test
  void nothingIsNearToNothing() {
    assertThat(Misspelling.of("fetch", List.of())).isEmpty();
  }
}
