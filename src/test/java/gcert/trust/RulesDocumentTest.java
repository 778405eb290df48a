package gcert.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} tells every rule, in order, with a test that exists. */
class RulesDocumentTest {
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|.*\\| `(\\w+)` \\|$");

  @Test
  void everyRuleHasItsRowAndEveryRowItsTest() throws IOException {
    List<Matcher> rows =
        Files.readAllLines(Path.of("docs/rules.md")).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .toList();
    assertThat(rows.stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(Arrays.stream(Rule.values()).map(Rule::id).toList());
    try (Stream<Path> tests = Files.walk(Path.of("src/test/java/gcert"))) {
      assertThat(tests.map(test -> test.getFileName().toString()))
          .containsAll(rows.stream().map(row -> row.group(2) + ".java").distinct().toList());
    }
  }
}
