package gcert.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the terminal sessions in {@code src/test/sessions}; docs/testing.md has their grammar. */
class SessionTest {
  private static final Path SESSIONS = Path.of("src", "test", "sessions");

  static List<Path> sessions() throws IOException {
    try (Stream<Path> files = Files.list(SESSIONS)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void goesAsWritten(Path session, @TempDir Path folder) throws IOException {
    try (Stage stage = new Stage(folder)) {
      Player player = new Player(session.getFileName().toString(), stage);
      for (String line : Files.readAllLines(session)) {
        player.play(line);
      }
      player.finish();
    }
  }
}
