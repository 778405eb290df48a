package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Step;
import gcert.report.html.HtmlReport;
import gcert.testing.HostileText;
import gcert.testing.HtmlPages;
import gcert.trust.requirement.ExpiresWithin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/** Whatever stands in a certificate: every form of the report is harmless and can be parsed. */
final class HostileCorpusTest {
  private static final String HARMFUL =
      "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069"
          + "\\ufeff\\ud800-\\udfff]";
  private static final Layout SCREEN = new Layout(10_000, false, true);
  private static final int COLUMNS = 21;

  @Test
  void noFormHoldsARawControlCharacter() {
    for (String text : HostileText.all()) {
      for (Supplier<RunReport> form : forms()) {
        String printed = printed(form.get(), text);
        assertThat(printed.replace("\r\n", "\n")).doesNotContainPattern(HARMFUL);
      }
    }
  }

  @Test
  void jsonStaysJson() throws Exception {
    for (String text : HostileText.all()) {
      String[] lines = printed(new JsonLines(), text).split("\n", -1);
      assertThat(lines).hasSize(4);
      for (String line : lines) {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
          while (parser.nextToken() != null) {
            // To the end.
          }
        }
      }
    }
  }

  @Test
  void junitStaysXml() throws Exception {
    for (String text : HostileText.all()) {
      byte[] xml = printed(junit(), text).getBytes(StandardCharsets.UTF_8);
      XMLStreamReader reader =
          XMLInputFactory.newDefaultFactory()
              .createXMLStreamReader(new ByteArrayInputStream(xml), "UTF-8");
      int cases = 0;
      while (reader.hasNext()) {
        cases += reader.next() == XMLStreamReader.START_ELEMENT && isCase(reader) ? 1 : 0;
      }
      assertThat(cases).isEqualTo(3);
    }
  }

  @Test
  void aPageHasNoElementAndNoAttributeThatAServerWrote() {
    List<String> honest = HtmlPages.markup(printed(html(), "plain"));
    for (String text : HostileText.all()) {
      String page = printed(html(), text);
      List<String> markup = HtmlPages.markup(page);
      assertThat(markup).as(text).isEqualTo(honest);
      assertThat(HtmlPages.text(page)).contains(start(Escaped.of(text)));
    }
  }

  private static String start(String text) {
    return text.substring(0, Math.min(50, text.length())).replaceAll("\\s+", " ");
  }

  @Test
  void aCalendarHasNoLineThatAServerWrote() {
    String honest = names(printed(new CalendarReport(ExpiresWithin.usual()), "plain"));
    for (String text : HostileText.all()) {
      String calendar = printed(new CalendarReport(ExpiresWithin.usual()), text);
      assertThat(names(calendar)).isEqualTo(honest);
      assertThat(calendar.split("\r\n"))
          .allSatisfy(
              line ->
                  assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    }
  }

  /** The names of the lines of a calendar, unfolded. */
  private static String names(String calendar) {
    return calendar.replace("\r\n ", "").replaceAll("(?m):.*$", "");
  }

  private static HtmlReport html() {
    return new HtmlReport(ResultOrder.LIST, Optional.empty());
  }

  @Test
  void csvStaysInItsColumnsAndIsNoFormula() {
    for (String text : HostileText.all()) {
      List<List<String>> records = csv(printed(new CsvReport(), text));
      assertThat(records).hasSize(4).allSatisfy(record -> assertThat(record).hasSize(COLUMNS));
    }
    String formula = printed(new CsvReport(), "=cmd|' /C calc'!A0");
    assertThat(csv(formula).get(2)).noneMatch(field -> field.startsWith("="));
  }

  @Test
  void aTableHasALinePerResult() {
    for (String text : HostileText.all()) {
      List<String> lines =
          printed(new TableReport(SCREEN, ResultOrder.LIST, false), text).lines().toList();
      assertThat(lines).hasSize(6);
      assertThat(lines.get(0)).startsWith("STATUS  TARGET");
      assertThat(lines.get(5)).isEqualTo("3 checked: 1 ok, 1 failed, 1 error");
    }
  }

  @Test
  void aTableIsSortedOnDemand() {
    TableReport table = new TableReport(SCREEN, ResultOrder.STATUS, false);
    table.add(Results.ok("a.test"));
    table.add(Results.error("b.test", Step.CONNECT, Category.NOT_REACHED));
    table.add(Results.failed("c.test"));
    table.complain("list: line 4: is not a valid target");
    assertThat(text(table.finish()).lines().map(line -> line.split(" +")[0]))
        .containsExactly("STATUS", "ERROR", "FAILED", "OK", "", "3");
  }

  private static boolean isCase(XMLStreamReader reader) {
    return reader.getLocalName().equals("testcase");
  }

  private static List<Supplier<RunReport>> forms() {
    return List.of(
        () -> new TextReport(new ShowReport(SCREEN, Optional.empty()), false),
        JsonLines::new,
        CsvReport::new,
        PrometheusReport::new,
        HostileCorpusTest::junit,
        () -> new NagiosReport(ExpiresWithin.usual()),
        () -> new TableReport(SCREEN, ResultOrder.DAYS, false),
        () -> new HtmlReport(ResultOrder.LIST, Optional.empty()),
        () -> new CalendarReport(ExpiresWithin.usual()));
  }

  private static JunitReport junit() {
    return new JunitReport(new ShowReport(SCREEN, Optional.empty()));
  }

  private static String printed(RunReport report, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(report.add(Results.ok("mx.test")));
    out.writeBytes(report.add(Results.hostile("other.test", text)));
    out.writeBytes(report.add(Results.error("last.test", Step.CONNECT, Category.NOT_REACHED)));
    out.writeBytes(report.finish());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  /** RFC 4180 section 2. */
  private static List<List<String>> csv(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\r')) {
        record.add(field.toString());
        field.setLength(0);
      } else if (!quoted && c == '\n') {
        records.add(record);
        record = new ArrayList<>();
      } else {
        field.append(c);
      }
    }
    return records;
  }
}
