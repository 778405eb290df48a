package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.probe.judging.JudgedProbe;
import gcert.report.html.ProbePage;
import gcert.testing.HostileText;
import gcert.testing.HtmlPages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of {@code gcert probe --format html}. */
class ProbePageTest {

  @Test
  void saysWhatIsNotInOrderAndShowsItFirst() {
    ProbePage page = new ProbePage();
    page.complain("hosts.txt: line 4: wrong");
    Probes.all().forEach(page::add);
    String written = text(page);

    assertThat(HtmlPages.text(written))
        .contains("3 servers, 2 not in order, 1 invalid line. Asked until 2026-11-24")
        .contains("Invalid lines of the list, not asked hosts.txt: line 4: wrong")
        .contains("FAILEDold.test:25")
        .contains("ERRORgone.test:25")
        .contains("Not as expected")
        .contains("RSA refused (unrecognized_name)");
    assertThat(written.split("<details open=\"\">", -1)).hasSize(3);
    assertThat(written.split("<details>", -1)).hasSize(2);
  }

  @Test
  void textFromServersNeverBecomesMarkup() {
    List<String> usual = HtmlPages.markup(page(Probes.hostile("harmless")));
    for (String text : HostileText.all()) {
      assertThat(HtmlPages.markup(page(Probes.hostile(text)))).as(text).isEqualTo(usual);
    }
  }

  private static String page(JudgedProbe judged) {
    ProbePage page = new ProbePage();
    page.add(judged);
    return text(page);
  }

  private static String text(ProbePage page) {
    return new String(page.finish(), StandardCharsets.UTF_8);
  }
}
