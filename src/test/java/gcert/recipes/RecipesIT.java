package gcert.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.GcertBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every terminal session of the documents, each document in a network of its own. */
class RecipesIT {
  private static final Path IMAGE = Path.of("target", "gcert", "bin", "gcert");

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    List<Path> withRecipes = new ArrayList<>();
    for (Path document : documents) {
      if (!Recipe.of(Files.readAllLines(document)).isEmpty()) {
        withRecipes.add(document);
      }
    }
    return withRecipes;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void goesAsTheDocumentShows(Path document, @TempDir Path folder) throws Exception {
    Path program = GcertBinary.named().map(GcertBinary::file).orElse(IMAGE);
    List<String> command =
        List.of(
            "unshare",
            "--net",
            "--mount",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Play.class.getName(),
            document.toString(),
            String.valueOf(program.toAbsolutePath().getParent()),
            folder.toString());
    Process play = new ProcessBuilder(command).redirectErrorStream(true).start();
    play.getOutputStream().close();
    String said = new String(play.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(play.waitFor()).as(document + "\n" + said).isZero();
  }
}
