package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.report.html.HtmlReport;
import gcert.report.html.ProbePage;
import gcert.servers.Browser;
import gcert.testing.HostileText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in Chromium, light and dark, wide and narrow, with and without scripts: it loads nothing
 * else, sorts, and axe-core finds nothing.
 */
final class HtmlReportIT {
  private final Browser browser = Browser.findOrSkip();

  @TempDir private Path folder;

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

  @Test
  void aPageOfWhatServersAccept() throws Exception {
    ProbePage page = new ProbePage();
    page.complain("hosts.txt: line 4: 'a b' is neither a host name nor an address");
    Probes.all().forEach(page::add);
    HostileText.all().stream().limit(8).map(Probes::hostile).forEach(page::add);
    assertThat(complaints(page.finish())).isEmpty();
  }

  private List<String> complaints(HtmlReport report) throws Exception {
    return complaints(report.finish());
  }

  private List<String> complaints(byte[] written) throws Exception {
    Path page = Files.write(folder.resolve("report.html"), written);
    return browser.complaints("report/look.js", page.toString());
  }
}
