package gcert.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gcert.servers.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The site, built from the documents of this working copy, and looked at in Chromium: every page at
 * the widths of a phone and of a desktop, light and dark; its search; what it does without scripts.
 * The build itself fails on a link that leads nowhere.
 */
final class SiteIT {
  private static final Path SITE = Path.of("target", "site");

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("target", "site-build", "node_modules")),
        "no generator of sites in target/site-build; src/site/build gets it");
    Process build = new ProcessBuilder("bash", "src/site/build").redirectErrorStream(true).start();
    build.getOutputStream().close();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
  }

  @Test
  void everyPageLooksRightAndTheSearchFinds() throws Exception {
    List<String> complaints = Browser.findOrSkip().complaints("documents/look.js", SITE.toString());
    assertThat(complaints).isEmpty();
  }

  @Test
  void theSchemasAreAtTheirAddresses() throws Exception {
    for (String schema : List.of("gcert-1", "gcert-policy-1", "gcert-probe-1")) {
      String file = schema + ".schema.json";
      assertThat(SITE.resolve(file)).hasSameTextualContentAs(Path.of("docs", file));
    }
  }

  @Test
  void theOptionsAreThoseOfTheProgram() throws Exception {
    assertThat(SITE.resolve("commands/gcert-check.html"))
        .content()
        .contains("<dt id=\"expires-within\"><code>--expires-within TIME</code></dt>")
        .contains("<h2 id=\"exit-codes\">");
    assertThat(SITE.resolve("json/gcert-1.html")).content().contains("<code>exit_code</code>");
  }

  @Test
  void nothingOfThisMachineIsOnIt() throws Exception {
    String here = Path.of("").toAbsolutePath().toString();
    try (Stream<Path> files = Files.walk(SITE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(here);
      }
    }
  }
}
