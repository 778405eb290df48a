package gcert.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gcert.testing.GcertBinary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every terminal session of the documents, each document in a network of its own. */
class RecipesIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
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
    List<String> apart = namespaces();
    assumeTrue(mayLiveApart(apart), "this system gives no network and mounts of one's own");
    Path program = GcertBinary.named().map(GcertBinary::file).orElse(IMAGE);
    List<String> command = new ArrayList<>(apart);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Play.class.getName(),
            document.toString(),
            String.valueOf(program.toAbsolutePath().getParent()),
            folder.toString()));
    Path said = folder.resolve("said");
    Process play =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = play.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      play.descendants().forEach(ProcessHandle::destroyForcibly);
      play.destroyForcibly();
    }
    String report = document + "\n" + Files.readString(said);
    assertThat(ended).as(report).isTrue();
    assertThat(play.exitValue()).as(report).isZero();
    System.out.print(Files.readString(said));
  }

  /** Only root may make namespaces without one for its users. */
  private static List<String> namespaces() throws IOException {
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    return root
        ? List.of("unshare", "--net", "--mount")
        : List.of("unshare", "--map-root-user", "--net", "--mount");
  }

  private static boolean mayLiveApart(List<String> namespaces) throws Exception {
    if ("1".equals(System.getenv("GCERT_REQUIRE_SERVERS"))) {
      return true;
    }
    List<String> command = new ArrayList<>(namespaces);
    command.addAll(List.of("ip", "link", "set", "lo", "up"));
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
