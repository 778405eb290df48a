package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Step;
import gcert.testing.HostileText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The XML for CI servers. */
final class JunitReportTest {

  @Test
  void everyEndpointIsATestCaseAndTheSuiteCountsThem() throws Exception {
    Element suite =
        suite(
            Results.ok("a.test"),
            Results.warning("b.test"),
            Results.failed("c.test"),
            Results.error("d.test", Step.CONNECT, Category.NOT_REACHED));
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("0.369");
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-25T12:00:00");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    Element first = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).isEqualTo("a.test:25 (192.0.2.25)");
    assertThat(first.getAttribute("classname")).isEqualTo("gcert.check");
    assertThat(first.getElementsByTagName("system-out").item(0).getTextContent())
        .startsWith("OK  a.test:25");
  }

  @Test
  void aBadCertificateIsAFailureAndAnUnreachableServerAnError() throws Exception {
    Element suite =
        suite(Results.failed("c.test"), Results.error("d.test", Step.STARTTLS, Category.TEMPORARY));
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("name");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("CN=mx.test: is not valid for other.test");
    assertThat(failure.getTextContent()).contains("info [pin] CN=mx.test: meets the pin x");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("type")).isEqualTo("STARTTLS");
    assertThat(error.getAttribute("message")).isEqualTo("STARTTLS: it broke");
    assertThat(error.getTextContent()).contains("STARTTLS: it broke; try again");
  }

  @Test
  void whateverAServerSendsIsWellFormed() throws Exception {
    for (String text : HostileText.all()) {
      Element suite = suite(Results.hostile("mx.test", text));
      Element failure = (Element) suite.getElementsByTagName("failure").item(0);
      assertThat(failure.getTextContent().replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @Test
  void aRunWithoutResultsIsAnEmptySuite() throws Exception {
    assertThat(suite().getAttribute("tests")).isEqualTo("0");
  }

  private static Element suite(Result... results) throws Exception {
    JunitReport report =
        new JunitReport(new ShowReport(new Layout(10_000, false, true), Optional.empty()));
    for (Result result : results) {
      assertThat(report.add(result)).isEmpty();
    }
    byte[] xml = report.finish();
    assertThat(new String(xml, StandardCharsets.UTF_8)).endsWith(">\n");
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml))
        .getDocumentElement();
  }
}
