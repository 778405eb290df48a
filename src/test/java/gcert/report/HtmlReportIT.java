package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gcert.report.html.HtmlReport;
import gcert.servers.ServersFolder;
import gcert.testing.HostileText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in Chromium, light and dark, wide and narrow, with and without scripts: it loads nothing
 * else, sorts, and axe-core finds nothing.
 */
final class HtmlReportIT {
  private static final Path MODULES = ServersFolder.folder().resolve("browser/node_modules");

  @TempDir private Path folder;
  private Optional<Path> chromium = Optional.empty();
  private Optional<Path> node = Optional.empty();

  @BeforeEach
  void findPrograms() {
    chromium =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(HtmlReportIT::onPath)
            .findFirst();
    node =
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
  }

  @Test
  void aPageOfEveryKindOfResult() throws Exception {
    HtmlReport report = new HtmlReport(ResultOrder.LIST, Optional.empty());
    report.complain("hosts.txt: line 4: 'a b' is neither a host name nor an address");
    Results.all().forEach(report::add);
    assertThat(complaints(report)).isEmpty();
  }

  @Test
  void aPageOfWhatHostileServersSend() throws Exception {
    HtmlReport report = new HtmlReport(ResultOrder.STATUS, Optional.empty());
    report.add(Results.ok("mx.test"));
    HostileText.all().forEach(text -> report.add(Results.hostile("mx.test", text)));
    assertThat(complaints(report)).isEmpty();
  }

  private String complaints(HtmlReport report) throws Exception {
    Path page = Files.write(folder.resolve("report.html"), report.finish());
    Path said = folder.resolve("said");
    int exitCode =
        new ProcessBuilder(
                node.orElseThrow().toString(),
                "src/test/resources/gcert/report/look.js",
                chromium.orElseThrow().toString(),
                MODULES.toString(),
                page.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    String complaints = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(exitCode).as(complaints).isZero();
    return complaints;
  }

  private static Stream<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable);
  }
}
