package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium, driven by scripts for Node.js with what {@code prepare-browser} fetches. */
public final class Browser {
  private static final Path MODULES = ServersFolder.folder().resolve("browser/node_modules");

  private final Path chromium;
  private final Path node;

  private Browser(Path chromium, Path node) {
    this.chromium = chromium;
    this.node = node;
  }

  /** Finds it, or skips the test, saying what is missing. */
  public static Browser findOrSkip() {
    Optional<Path> chromium =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(Browser::onPath)
            .findFirst();
    Optional<Path> node =
        Stream.concat(
                Stream.of(ServersFolder.folder().resolve("node/bin/node"))
                    .filter(Files::isExecutable),
                onPath("node"))
            .findFirst();
    assumeTrue(chromium.isPresent(), "chromium is not installed");
    assumeTrue(node.isPresent(), "Node.js is not installed");
    assumeTrue(
        Files.isDirectory(MODULES),
        "no Playwright in " + MODULES + "; src/test/servers/prepare-browser gets it");
    return new Browser(chromium.orElseThrow(), node.orElseThrow());
  }

  /**
   * What a script complains about, a line each; fails when it does not come to its end.
   *
   * @param script a script among the resources of the tests
   * @param arguments what it takes behind the browser and its modules
   */
  public List<String> complaints(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(node.toString());
    command.add("src/test/resources/gcert/" + script);
    command.add(chromium.toString());
    command.add(MODULES.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static Stream<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable);
  }
}
