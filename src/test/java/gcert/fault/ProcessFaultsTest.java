package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can meet: closed and full outputs, odd surroundings. */
@EnabledOnOs(OS.LINUX)
class ProcessFaultsTest {
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  @TempDir Path folder;

  @Test
  void aReaderThatGoesAwayEndsItQuietly() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      // The reader is gone before the first octet is written.
      Ended ended = shell("{ \"$@\" fetch -qk " + server.target() + "; echo $? >code; } | true");

      assertThat(ended.err()).isEmpty();
      assertThat(folder.resolve("code")).hasContent("0\n");
    }
  }

  @Test
  void aPipeIsAsGoodAsAFileForStandardInput() throws Exception {
    LEAF.writePem(folder.resolve("leaf.pem"));
    Ended ended = shell("cat leaf.pem | \"$@\" show --format pem -");

    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out()).isEqualTo(LEAF.pem());
  }

  @Test
  void aFullDiskBehindStandardOutputIsALocalFault() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Ended ended = shell("\"$@\" fetch -qk " + server.target() + " >/dev/full");

      assertThat(ended.code()).isEqualTo(8);
      assertThat(ended.err()).startsWith("gcert: standard output: ").hasLineCount(1);
    }
  }

  @Test
  void aFullDeviceAsOutputFileIsALocalFault() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Ended ended = shell("\"$@\" fetch -qk -o /dev/full " + server.target());

      assertThat(ended.code()).isEqualTo(8);
      assertThat(ended.err()).startsWith("gcert: /dev/full: ").hasLineCount(1);
    }
  }

  @Test
  void aSymbolicLinkStaysAndWhatItLeadsToIsReplaced() throws Exception {
    Files.createSymbolicLink(folder.resolve("link.pem"), Path.of("real.pem"));
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Ended ended = shell("\"$@\" fetch -qk -o link.pem " + server.target());

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(folder.resolve("link.pem")).isSymbolicLink();
      assertThat(folder.resolve("real.pem")).hasContent(LEAF.pem());
    }
  }

  @Test
  void runsThatWriteTheSameFileLeaveItWhole() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      String one = "\"$@\" fetch -qk -o mx.pem " + server.target();
      Ended ended = shell(one + " & " + one + " & wait %1 && wait %2");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(folder.resolve("mx.pem")).hasContent(LEAF.pem());
      assertThat(folder.toFile().list()).containsExactly("mx.pem");
    }
  }

  @Test
  void runsThatWriteDifferentCertificatesLeaveOneOfThemWhole() throws Exception {
    TestCertificate other = TestCertificate.leaf("mx.test").mint();
    try (FakeMailServer one = FakeMailServer.smtp(LEAF.identity());
        FakeMailServer two = FakeMailServer.smtp(other.identity())) {
      String fetch = "\"$@\" fetch -qk -o mx.pem ";
      Ended ended =
          shell(
              (fetch + one.target() + " & " + fetch + two.target() + " & ").repeat(3)
                  + "for job in 1 2 3 4 5 6; do wait %$job || exit; done");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(Files.readString(folder.resolve("mx.pem"))).isIn(LEAF.pem(), other.pem());
      assertThat(folder.toFile().list()).containsExactly("mx.pem");
    }
  }

  @Test
  void neitherHomeNorTemporaryFolderNorAnEnglishLocaleIsNeeded() throws Exception {
    try (FakeMailServer server = FakeMailServer.smtp(LEAF.identity())) {
      Ended ended =
          shell(
              "unset HOME; j=\"$1\"; shift; \"$j\" -Djava.io.tmpdir=/nonexistent"
                  + " -Duser.language=tr -Duser.country=TR \"$@\" fetch -k --format json "
                  + server.target());

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.out()).contains("\"schema\":\"gcert/1\"");
    }
  }

  /** How a process ended. */
  private record Ended(int code, String out, String err) {}

  /** Runs a line of shell in which {@code "$@"} is gcert. */
  private Ended shell(String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "gcert.cli.Main"));
    Path out = Files.createTempFile("gcert-out", "");
    Path err = Files.createTempFile("gcert-err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GCERT_CONFIG", "");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
