package gcert.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.cli.ShareFiles;
import gcert.cli.command.CommandLines;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {
  private final ManPage page = new ManPage("1.2", "2026-11-01");

  @Test
  void everyOptionOfEveryCommandStandsOnItsPage() {
    for (CommandSpec command : CommandLines.specs()) {
      String text = page.ofCommand(command);
      for (Option<?> option : command.options()) {
        assertThat(text)
            .as(command.name() + " " + option)
            .contains("\\fB" + option.name().replace("-", "\\-") + "\\fR");
      }
    }
  }

  @Test
  void theProgramsPageNamesEveryCommandAndExitCode() {
    String text = page.ofProgram(CommandLines.program(), CommandLines.specs());

    for (CommandSpec command : CommandLines.specs()) {
      assertThat(text).contains("\\fB" + command.name().replace("-", "\\-") + "\\fR");
    }
    for (int code : List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 70, 75)) {
      assertThat(text).contains("\n\\fB" + code + "\\fR\n");
    }
  }

  @Test
  void textIsNeverTakenForARequest() {
    String roff =
        new Roff().text(".so /etc/passwd").text("'tis a back\\slash").entry(".B", "x-y").toString();

    assertThat(roff)
        .contains("\\&.so /etc/passwd\n", "\\&\\(aqtis a back\\eslash\n", "\\fB\\&.B\\fR", "x\\-y");
    assertThat(roff.lines().filter(line -> line.startsWith(".")).toList())
        .allMatch(line -> line.equals(".PP") || line.equals(".TP"));
  }

  @Test
  void everyPageHasExamplesFilesAndExitCodes() {
    for (CommandSpec command : CommandLines.specs()) {
      assertThat(page.ofCommand(command))
          .as(command.name())
          .contains(".SH \"EXAMPLES\"", ".SH \"EXIT STATUS\"", ".SH \"FILES\"", ".SH \"SEE ALSO\"");
    }
  }

  @Test
  void aPageForEachCommandAndAScriptForEachShellIsWritten(@TempDir Path share) throws IOException {
    ShareFiles.main(new String[] {share.toString()});

    try (Stream<Path> files = Files.list(share.resolve("man/man1"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("gcert.1", "gcert-fetch.1", "gcert-roots-list.1")
          .hasSize(CommandLines.specs().size() + 1);
    }
    assertThat(share.resolve("man/man1/gcert.1")).content().startsWith(".TH \"GCERT\" 1 2026-");
    assertThat(share.resolve("bash-completion/completions/gcert")).isNotEmptyFile();
    assertThat(share.resolve("zsh/site-functions/_gcert")).content().startsWith("#compdef gcert\n");
    assertThat(share.resolve("fish/vendor_completions.d/gcert.fish")).isNotEmptyFile();
  }
}
