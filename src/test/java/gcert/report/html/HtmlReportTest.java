package gcert.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.failure.Category;
import gcert.failure.Step;
import gcert.report.Result;
import gcert.report.ResultOrder;
import gcert.testing.HtmlPages;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page of {@code gcert check --format html}. */
final class HtmlReportTest {
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final TestCertificate ROOT = TestCertificate.root("Test Root").mint();

  @Test
  void theVerdictsComeFirst() {
    String page = page(ResultOrder.LIST, ok("a.test", 60), failed("b.test"), error("c.test"));
    List<String> titles = texts(page, "h2");
    assertThat(titles).containsExactly("Verdicts", "Lifetimes", "Results");
    assertThat(texts(page, "h1")).containsExactly("Certificate check");
    assertThat(HtmlPages.text(page))
        .contains("3 checked: 1 ok, 1 failed, 1 error. Judged at 2026-11-24 12:00:00 UTC");
    assertThat(rows(page))
        .containsExactly(
            "OK|a.test:25|192.0.2.25|60|2027-01-23|CN=Test Root|",
            "FAILED|b.test:25|192.0.2.25|20|2026-12-14|CN=Test Root|[name] mx.test: is wrong",
            "ERROR|c.test:25||–|–|–|connect: it broke");
  }

  @Test
  void eachRowLeadsToTheResultInFull() {
    String page = page(ResultOrder.LIST, ok("a.test", 60), failed("b.test"));
    NodeList links = HtmlPages.parse(page).getElementsByTagName("a");
    for (int i = 0; i < links.getLength(); i++) {
      String id = ((Element) links.item(i)).getAttribute("href").substring(1);
      assertThat(page).contains("<div id=\"" + id + "\">");
    }
  }

  @Test
  void whatIsNotInOrderIsOpenFromTheStart() {
    assertThat(page(ResultOrder.LIST, ok("a.test", 60))).contains("<details><summary>");
    assertThat(page(ResultOrder.LIST, failed("b.test"))).contains("<details open=\"\"><summary>");
  }

  @Test
  void theRowsStandInTheOrderAskedFor() {
    Result[] results = {ok("b.test", 60), ok("a.test", 90), failed("c.test")};
    assertThat(targets(page(ResultOrder.LIST, results)))
        .containsExactly("b.test:25", "a.test:25", "c.test:25");
    assertThat(targets(page(ResultOrder.TARGET, results)))
        .containsExactly("a.test:25", "b.test:25", "c.test:25");
    assertThat(targets(page(ResultOrder.DAYS, results)))
        .containsExactly("c.test:25", "b.test:25", "a.test:25");
    assertThat(targets(page(ResultOrder.STATUS, results)))
        .containsExactly("c.test:25", "b.test:25", "a.test:25");
  }

  @Test
  void aLineOfTheListThatIsNoTargetStandsAboveEverything() {
    HtmlReport report = new HtmlReport(ResultOrder.LIST, Optional.empty());
    report.add(ok("a.test", 60));
    report.complain("hosts.txt: line 4: 'a b' is neither a host name nor an address");
    String page = text(report.finish());
    assertThat(texts(page, "h2").get(0)).isEqualTo("Invalid lines of the list, not checked");
    assertThat(HtmlPages.text(page)).contains("1 invalid line", "hosts.txt: line 4: 'a b' is");
  }

  @Test
  void aRunWithoutResultsIsAPageAllTheSame() {
    assertThat(HtmlPages.text(page(ResultOrder.LIST))).contains("0 checked");
  }

  @Test
  void theTimeLineHasALaneForEachCertificate() {
    String page = page(ResultOrder.LIST, ok("a.test", 60), ok("b.test", 40_000), error("c.test"));
    assertThat(page).contains("aria-label=\"Lifetimes of 2 certificates as bars");
    assertThat(page.split("<g class=", -1)).hasSize(3);
    // A hundred years do not squeeze sixty days into nothing.
    Matcher bar =
        Pattern.compile("class=\"full\" x=\"[0-9.]+\" y=\"40\" width=\"([0-9.]+)\"").matcher(page);
    assertThat(bar.find()).isTrue();
    assertThat(Double.parseDouble(bar.group(1))).isGreaterThan(50);
  }

  @Test
  void theBrowserMayRunNothingButTheScriptOfThePage() throws Exception {
    String page = page(ResultOrder.LIST, ok("a.test", 60));
    String policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\">");
    String script = between(page, "<script>", "</script>");
    String style = between(page, "<style>", "</style>");
    assertThat(policy.replace("&#39;", "'"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + hash(style)
                + "'; script-src 'sha256-"
                + hash(script)
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(page).doesNotContain(" style=", " src=", "http://", "https://");
  }

  @Test
  void anElementThatIsNotClosedIsABug() {
    Markup markup = new Markup().open("p");
    assertThatThrownBy(() -> new Markup().append(markup)).hasMessage("p is still open");
  }

  private static String page(ResultOrder order, Result... results) {
    HtmlReport report = new HtmlReport(order, Optional.empty());
    for (Result result : results) {
      assertThat(report.add(result)).isEmpty();
    }
    return text(report.finish());
  }

  private static Result ok(String target, int days) {
    return new Result(
        ObservationBuilder.of(target).sent(leaf(days)).build(),
        Optional.of(new Verdict(List.of(), List.of(), Optional.empty())),
        AT,
        0);
  }

  private static Result failed(String target) {
    Finding finding = new Finding(Rule.NAME, Severity.FAILURE, "mx.test: is wrong");
    return new Result(
        ObservationBuilder.of(target).sent(leaf(20)).build(),
        Optional.of(new Verdict(List.of(finding), List.of(), Optional.empty())),
        AT,
        1);
  }

  private static Result error(String target) {
    return new Result(
        ObservationBuilder.of(target)
            .failed(Step.CONNECT, Category.NOT_REACHED, "it broke", "try again")
            .build(),
        Optional.empty(),
        AT,
        3);
  }

  private static TestCertificate leaf(int days) {
    Instant until = AT.plus(Duration.ofDays(days));
    return TestCertificate.leaf("mx.test")
        .valid(AT.minus(Duration.ofDays(30)), until)
        .issuedBy(ROOT)
        .mint();
  }

  private static List<String> rows(String page) {
    List<String> rows = new ArrayList<>();
    NodeList all =
        ((Element) HtmlPages.parse(page).getElementsByTagName("tbody").item(0))
            .getElementsByTagName("tr");
    for (int i = 0; i < all.getLength(); i++) {
      List<String> cells = new ArrayList<>();
      NodeList children = all.item(i).getChildNodes();
      for (int j = 0; j < children.getLength(); j++) {
        if (children.item(j) instanceof Element cell) {
          cells.add(cell.getTextContent());
        }
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  private static List<String> targets(String page) {
    return rows(page).stream().map(row -> row.split("\\|")[1]).toList();
  }

  private static List<String> texts(String page, String element) {
    List<String> texts = new ArrayList<>();
    NodeList all = HtmlPages.parse(page).getElementsByTagName(element);
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }

  private static String between(String page, String before, String after) {
    int start = page.indexOf(before) + before.length();
    return page.substring(start, page.indexOf(after, start));
  }

  private static String hash(String content) throws Exception {
    byte[] octets = content.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
