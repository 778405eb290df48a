package gcert.image;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.GcertBinary;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user expects of the program as a process, whether it runs on a JVM or is machine code of
 * its own: of the image, or of the {@link GcertBinary} that is named.
 */
@DisabledOnOs(OS.WINDOWS)
final class ProgramIT {
  private static final Path PROGRAM =
      GcertBinary.named()
          .map(GcertBinary::file)
          .orElse(Path.of("target", "gcert", "bin", "gcert"))
          .toAbsolutePath();

  /** More than gcert takes for a few. */
  private static final int MANY = 100;

  @TempDir private static Path folder;

  private static TestCertificate server;
  private static Path roots;

  private record Outcome(int code, String out, String err) {}

  @BeforeAll
  static void mint() {
    TestCertificate root = TestCertificate.root().mint();
    server = TestCertificate.leaf("mx.test").issuedBy(root).mint();
    roots = root.writePem(folder.resolve("roots.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx1g", "-Dname=value", "-XX:+UseSerialGC", "-agentlib:x", "-R:x"})
  void takesNoWordForAnOptionOfItsRuntime(String word) throws Exception {
    Outcome outcome = run(Map.of(), "fetch", word);

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("gcert: ").contains(word.substring(0, 2));
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void takesSuchAWordForAFileAsWell() throws Exception {
    Path file = Files.writeString(folder.resolve("-Xmx1g"), server.pem());
    Outcome outcome = run(Map.of(), "show", "--format", "json", "file:" + file);

    assertThat(outcome.code()).as(outcome.err()).isZero();
  }

  @Test
  void fetchesManyAsItFetchesOne() throws Exception {
    try (FakeMailServer smtp = FakeMailServer.smtp(server.identity())) {
      Path list =
          Files.writeString(folder.resolve("many"), (smtp.hostAndPort() + "\n").repeat(MANY));
      Outcome outcome =
          run(
              Map.of(),
              "check",
              "--input",
              list.toString(),
              "--roots",
              roots.toString(),
              "--name",
              "mx.test",
              "--per-host",
              "8",
              "--format",
              "json");

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out().lines()).hasSize(MANY).allMatch(line -> line.endsWith("}"));
    }
  }

  @Test
  void findsItsBundledRoots() throws Exception {
    Outcome outcome = run(Map.of(), "roots", "list");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().count()).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "help fetch", "fetch --help", "generate-completion"})
  void explainsItself(String line) throws Exception {
    Outcome outcome = run(Map.of(), line.split(" "));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().count()).isGreaterThan(20);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void speaksTheSameWhereLettersAreOthers() throws Exception {
    // In Turkish the small letter of I is another than i.
    Outcome turkish =
        run(Map.of("LANG", "tr_TR.UTF-8", "LC_ALL", "tr_TR.UTF-8"), "fetch", "--help");

    assertThat(turkish.out()).isEqualTo(run(Map.of(), "fetch", "--help").out());
  }

  @Test
  void fallsSilentWhenNobodyReadsOn() throws Exception {
    Path err = folder.resolve("pipe-err");
    Process process =
        new ProcessBuilder(
                "bash", "-c", "set -o pipefail; \"$0\" fetch --help | true", PROGRAM.toString())
            .redirectError(err.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(err).isEmptyFile();
  }

  @Test
  void takesNothingElseForAStandardInputThatIsClosed() throws Exception {
    Path said = folder.resolve("closed");
    Process process =
        new ProcessBuilder("bash", "-c", "\"$0\" check - <&-", PROGRAM.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(8);
    assertThat(said).content().containsPattern("read: (the file is empty|bad file descriptor)\n");
  }

  /** Runs it with no variables but the path and those given: no HOME, no locale. */
  private static Outcome run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
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
}
