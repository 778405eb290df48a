package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.cli.option.Configuration;
import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Defaults of the user's own: the file, then the variables, then the command line. */
class DefaultsTest {
  @TempDir Path folder;

  @Test
  void theFileGivesWayToTheVariableAndBothToTheCommandLine() throws IOException {
    Path file = Files.writeString(folder.resolve("my.properties"), "timeout=110ms\n");
    try (FakeMailServer silent =
        FakeMailServer.speaking(MailProtocol.SMTP).at(Moment.GREETING, Fault.stall()).start()) {
      Gcert fromFile = new Gcert().environment("GCERT_CONFIG", file.toString());
      assertThat(fromFile.with("fetch", silent.target()).err()).contains("after 110 ms");

      Gcert withVariable = fromFile.environment("GCERT_TIMEOUT", "120ms");
      assertThat(withVariable.with("fetch", silent.target()).err()).contains("after 120 ms");
      assertThat(withVariable.with("fetch", "--timeout=130ms", silent.target()).err())
          .contains("after 130 ms");
    }
  }

  @Test
  void aKeyThatIsNoOptionIsToldWithTheFileItStandsIn() throws IOException {
    Path file = Files.writeString(folder.resolve("my.properties"), "timeuot=1s\n");

    Gcert.Outcome outcome =
        new Gcert().environment("GCERT_CONFIG", file.toString()).with("fetch", "mx.test");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("gcert: " + file + ": 'timeuot' is not the name of an option\n");
  }

  @Test
  void aFileThatIsNamedHasToBeThere() {
    Gcert.Outcome outcome =
        new Gcert().environment("GCERT_CONFIG", "/nonexistent/file").with("fetch", "mx.test");

    assertThat(outcome.code()).isEqualTo(8);
    assertThat(outcome.err())
        .isEqualTo("gcert: /nonexistent/file: no such file; GCERT_CONFIG names it\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theFolderForDefaultsOfWindowsIsLookedIntoOnWindowsOnly() throws Exception {
    Path gcert = Files.createDirectory(folder.resolve("gcert"));
    Files.writeString(gcert.resolve("gcert.properties"), "no-such-option=1\n");

    assertThat(Configuration.read(Map.of("APPDATA", folder.toString())).isEmpty()).isTrue();
    assertThat(Configuration.read(Map.of("XDG_CONFIG_HOME", folder.toString())).isEmpty())
        .isFalse();
  }

  @Test
  void anEmptyVariableIsNone() {
    Gcert gcert = new Gcert().environment("GCERT_PROXY", "").environment("GCERT_QUIET", "");

    assertThat(gcert.with("roots", "list").code()).isZero();
    assertThat(gcert.with("fetch", "--timeout=1s", "127.0.0.1:1").code()).isEqualTo(3);
  }
}
