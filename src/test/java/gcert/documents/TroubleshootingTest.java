package gcert.documents;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.app.ExitCode;
import gcert.trust.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/troubleshooting.md} has a section for every exit code and every rule: what it means,
 * what to do, and an example in the words of the program.
 */
class TroubleshootingTest {
  private static final Path DOCUMENT = Path.of("docs", "troubleshooting.md");
  private static final Pattern FINDING =
      Pattern.compile("(?m)^(failure|warning|info) \\[([a-z0-9-]+)\\] (.+)$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final int HIGHEST_EXIT_CODE = 255;

  /** As short as a telling part of a sentence may be. */
  private static final int TELLING = 8;

  @Test
  void hasASectionForEveryExitCode() throws IOException {
    List<String> codes =
        IntStream.rangeClosed(0, HIGHEST_EXIT_CODE)
            .filter(code -> ExitCode.isKnown(code) || code == ExitCode.USAGE)
            .mapToObj(code -> "Exit code " + code)
            .toList();
    assertThat(sections().keySet().stream().filter(title -> title.startsWith("Exit code")))
        .containsExactlyElementsOf(codes);
  }

  @Test
  void hasASectionForEveryRuleInTheirOrder() throws IOException {
    assertThat(sections().keySet().stream().filter(title -> title.startsWith("`")))
        .containsExactlyElementsOf(
            Arrays.stream(Rule.values()).map(rule -> "`" + rule.id() + "`").toList());
  }

  @Test
  void everySectionSaysWhatItMeansWhatToDoAndShowsAnExample() throws IOException {
    sections()
        .forEach(
            (title, text) ->
                assertThat(text)
                    .as(title)
                    .matches("(?s)\\n*[A-Z][^\\n]+.*\\n\\n\\*\\*What to do:\\*\\* .*\\n```.*"));
  }

  @Test
  void theExamplesOfRulesAreInTheWordsOfTheProgram() throws IOException {
    List<String> words = words();
    List<String> foreign = new ArrayList<>();
    sections()
        .forEach(
            (title, text) -> {
              if (title.startsWith("`")) {
                Matcher finding = FINDING.matcher(text);
                assertThat(finding.find()).as(title).isTrue();
                assertThat("`" + finding.group(2) + "`").isEqualTo(title);
                String said = finding.group(3);
                if (words.stream().noneMatch(said::contains)) {
                  foreign.add(said);
                }
              }
            });
    assertThat(foreign).isEmpty();
  }

  /** The texts under the headings of the third level, by heading. */
  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String part : Files.readString(DOCUMENT, StandardCharsets.UTF_8).split("(?m)^(?=##)")) {
      if (part.startsWith("### ")) {
        int end = part.indexOf('\n');
        assertThat(sections.put(part.substring(4, end), part.substring(end + 1))).isNull();
      }
    }
    return sections;
  }

  /** What stands between quotes in the program, pieces that are joined in one. */
  private static List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file, StandardCharsets.UTF_8);
        Matcher literal = LITERAL.matcher(code.replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", ""));
        while (literal.find()) {
          String text = literal.group(1).replace("\\\"", "\"");
          if (text.length() >= TELLING && text.contains(" ")) {
            words.add(text);
          }
        }
      }
    }
    return words;
  }
}
