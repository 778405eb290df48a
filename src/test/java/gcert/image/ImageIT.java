package gcert.image;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The image that {@code mvn package} made, copied to where nobody expects it. */
@DisabledOnOs(OS.WINDOWS)
final class ImageIT {
  private static final Path BUILT = Path.of("target", "gcert");

  @TempDir private static Path folder;

  private static Path moved;
  private static TestCertificate root;
  private static TestCertificate server;
  private static Path roots;

  private record Outcome(int code, String out, String err) {}

  @BeforeAll
  static void moveTheImage() throws IOException {
    moved = folder.resolve("a folder with spaces").resolve("gcert");
    copy(BUILT, moved);
    root = TestCertificate.root().mint();
    server = TestCertificate.leaf("mx.test").issuedBy(root).mint();
    roots = root.writePem(folder.resolve("roots.pem"));
  }

  @Test
  void saysItsVersion() throws Exception {
    Outcome outcome = run(launcher(), Map.of(), "--version");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).startsWith("gcert ");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void fetchesThroughSymbolicLinks() throws Exception {
    Path link = folder.resolve("link");
    Path relative = folder.resolve("relative");
    Files.createSymbolicLink(link, launcher().toAbsolutePath());
    Files.createSymbolicLink(relative, Path.of("link"));
    try (FakeMailServer smtp = FakeMailServer.smtp(server.identity())) {
      Outcome outcome = fetch(relative, smtp, Map.of());

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out()).isEqualTo(server.pem());
      assertThat(outcome.code()).isZero();
    }
  }

  @Test
  void takesItsClassesFromTheArchiveWhereverItLies() throws Exception {
    Path log = folder.resolve("classes.log");
    try (FakeMailServer smtp = FakeMailServer.smtp(server.identity())) {
      // A log file's name ends at a space, so it has to lie elsewhere than the image.
      Outcome outcome =
          fetch(launcher(), smtp, Map.of("GCERT_JAVA_OPTS", "-Xlog:class+load:file=" + log));

      assertThat(outcome.code()).isZero();
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(lines)
        .filteredOn(line -> line.contains(" gcert.") && !line.contains("Lambda"))
        .isNotEmpty()
        .allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void staysSilentAboutTheVariablesOfOtherJavaPrograms() throws Exception {
    Map<String, String> variables =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Dsome=thing",
            "JDK_JAVA_OPTIONS", "-Dsome=thing",
            "_JAVA_OPTIONS", "-Dsome=thing",
            "CLASSPATH", "nowhere");
    try (FakeMailServer smtp = FakeMailServer.smtp(server.identity())) {
      Outcome outcome = fetch(launcher(), smtp, variables);

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out()).isEqualTo(server.pem());
    }
  }

  @Test
  void takesInternationalizedNamesWithWhatItHasOfIcu() throws Exception {
    List<String> names =
        List.of(
            "straße.example",
            "مثال.إختبار",
            "نامه\u200cای.example",
            "ＧＯＯＧＬＥ．example",
            "日本語。example",
            "bu\u0308cher.example",
            "a\u200cb.example",
            "1ü.אב",
            "\u0301a.example");
    Path list = Files.write(folder.resolve("names"), names);

    Outcome outcome =
        run(
            launcher(),
            Map.of(),
            "check",
            "--resolver=127.0.0.1:1",
            "--timeout=2s",
            "--input",
            list.toString());

    assertThat(outcome.out().lines().filter(line -> line.startsWith("ERROR")))
        .containsExactly(
            "ERROR  xn--strae-oqa.example:25",
            "ERROR  xn--mgbh0fb.xn--kgbechtv:25",
            "ERROR  xn--mgba3gch31f060k.example:25",
            "ERROR  google.example:25",
            "ERROR  xn--wgv71a119e.example:25",
            "ERROR  xn--bcher-kva.example:25");
    assertThat(outcome.err()).contains("line 7: ", "line 8: ", "line 9: ").doesNotContain("rror:");
  }

  @Test
  void bringsManPagesCompletionAndLicences() {
    assertThat(moved.resolve("share/man/man1/gcert.1")).isNotEmptyFile();
    assertThat(moved.resolve("share/man/man1/gcert-fetch.1")).isNotEmptyFile();
    assertThat(moved.resolve("share/bash-completion/completions/gcert")).isNotEmptyFile();
    assertThat(moved.resolve("LICENSE")).isNotEmptyFile();
    assertThat(moved.resolve("legal")).isNotEmptyDirectory();
  }

  private static Path launcher() {
    return moved.resolve("bin").resolve("gcert");
  }

  private static Outcome fetch(Path launcher, FakeMailServer smtp, Map<String, String> variables)
      throws Exception {
    return run(
        launcher,
        variables,
        "fetch",
        smtp.hostAndPort(),
        "--roots",
        roots.toString(),
        "--name",
        "mx.test");
  }

  /** Runs a launcher with no variables but the path and those given: no HOME, no locale. */
  private static Outcome run(Path launcher, Map<String, String> variables, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(variables);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** A copy that nobody can write to. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(at).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path at, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(at).toString());
            Files.copy(at, copy, StandardCopyOption.COPY_ATTRIBUTES);
            assertThat(copy.toFile().setWritable(false, false)).isTrue();
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
