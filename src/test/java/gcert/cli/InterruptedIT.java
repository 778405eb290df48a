package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.GcertProcess;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run over many targets that a person or a service manager ends before its end. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptedIT {
  private static final int ANSWERING = 30;
  private static final int SILENT = 30;

  @TempDir private Path folder;

  @Test
  void controlCKeepsWhatWasDoneAndSaysHowFarTheRunGot() throws Exception {
    assertEnded("INT", 130);
  }

  @Test
  void aServiceManagerThatStopsItLosesNothingEither() throws Exception {
    assertEnded("TERM", 143);
  }

  private void assertEnded(String signal, int code) throws Exception {
    TestCertificate leaf = TestCertificate.leaf("mx.test").mint();
    try (FakeMailServer good = FakeMailServer.smtp(leaf.identity());
        FakeMailServer silent =
            FakeMailServer.speaking(MailProtocol.SMTP)
                .as(leaf.identity())
                .at(Moment.GREETING, Fault.stall())
                .start()) {
      Path list = folder.resolve("list");
      Files.writeString(
          list, (good.target() + "\n").repeat(ANSWERING) + (silent.target() + "\n").repeat(SILENT));
      Process process = new GcertProcess(folder).with(arguments(list)).start();
      List<String> lines = new ArrayList<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (int i = 0; i < ANSWERING; i++) {
          lines.add(reader.readLine());
        }
        send(signal, process);
        reader.lines().forEach(lines::add);
      }
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).as(said).isEqualTo(code);
      assertThat(lines).hasSize(ANSWERING).allMatch(line -> line.startsWith("{\"schema\""));
      assertThat(lines).allMatch(line -> line.endsWith("}"));
      assertThat(said).contains("interrupted after " + ANSWERING + " targets");
    }
  }

  @ParameterizedTest
  @CsvSource({"fetch, INT, 130", "fetch, TERM, 143", "check, INT, 130", "check, TERM, 143"})
  void aFileThatWasToBeReplacedStaysAsItWas(String command, String signal, int code)
      throws Exception {
    Path file = Files.writeString(folder.resolve("mx.pem"), "old\n");
    TestCertificate leaf = TestCertificate.leaf("mx.test").mint();
    try (FakeMailServer good = FakeMailServer.smtp(leaf.identity());
        FakeMailServer silent =
            FakeMailServer.speaking(MailProtocol.SMTP).at(Moment.HELLO, Fault.stall()).start()) {
      Process process =
          new GcertProcess(folder)
              .with(List.of(command, "-kv", "-o", file.toString(), good.target(), silent.target()))
              .start();
      String said;
      try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
        String line = reader.readLine();
        while (line != null && !line.startsWith(silent.hostAndPort() + " > EHLO")) {
          line = reader.readLine();
        }
        send(signal, process);
        said = String.join("\n", reader.lines().toList());
      }
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).as(said).isEqualTo(code);
      assertThat(said).contains("interrupted after ");
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
      assertThat(file).hasContent("old\n");
      assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".mx.pem"));
    }
  }

  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static List<String> arguments(Path list) {
    return List.of(
        "check",
        "--format",
        "json",
        "--insecure",
        "--jobs",
        "8",
        "--per-host",
        "8",
        "--timeout",
        "120s",
        "--input",
        list.toString());
  }
}
