package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import gcert.testing.HostileText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of every kind of result, given to Prometheus' own {@code promtool}. */
final class PrometheusReportIT {
  @TempDir private Path folder;

  @Test
  void promtoolFindsNothingToSay() throws Exception {
    PrometheusReport report = new PrometheusReport();
    Results.all().forEach(report::add);
    HostileText.all().forEach(text -> report.add(Results.hostile("mx.test", text)));
    Path metrics = Files.write(folder.resolve("gcert.prom"), report.finish());

    Path said = folder.resolve("said");
    ProcessBuilder promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(metrics.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    int exitCode = start(promtool).waitFor();
    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEmpty();
    assertThat(exitCode).isZero();
  }

  private static Process start(ProcessBuilder promtool) {
    try {
      return promtool.start();
    } catch (IOException e) {
      return abort("promtool is not installed: on Debian, the package 'prometheus' has it");
    }
  }
}
