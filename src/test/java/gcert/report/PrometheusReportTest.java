package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Step;
import gcert.testing.HostileText;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The metrics, checked against the grammar of the text format; promtool has its say elsewhere. */
final class PrometheusReportTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+)(?:\\{(([a-z0-9_]+=\"([^\"\\\\\\n]++|\\\\\\\\|\\\\\"|\\\\n)*\",?)*)\\})? -?[0-9.]+");

  @Test
  void aGoodEndpointHasItsOutcomeItsDatesAndItsTimes() {
    assertThat(lines(Results.ok("mx.test")))
        .contains(
            "gcert_check_success{target=\"mx.test\"} 1",
            "gcert_exit_code{target=\"mx.test\"} 0",
            "gcert_check_timestamp_seconds{target=\"mx.test\"} 1795608000",
            "gcert_certificate_not_after_timestamp_seconds{target=\"mx.test\",position=\"0\"} "
                + Results.UNTIL.getEpochSecond(),
            "gcert_tls_info{target=\"mx.test\",version=\"TLSv1.3\","
                + "cipher=\"TLS_AES_128_GCM_SHA256\",group=\"x25519\"} 1",
            "gcert_handshake_seconds{target=\"mx.test\"} 0.061",
            "gcert_dns_seconds{target=\"mx.test\"} 0.002",
            "gcert_endpoint_info{target=\"mx.test\",host=\"mx.test\",port=\"25\","
                + "protocol=\"smtp\",address=\"192.0.2.25\"} 1");
  }

  @Test
  void aFailureIsDataToo() {
    assertThat(
            lines(
                Results.failed("a.test"),
                Results.warning("b.test"),
                Results.error("c.test", Step.CONNECT, Category.NOT_REACHED)))
        .contains(
            "gcert_check_success{target=\"a.test\"} 0",
            "gcert_exit_code{target=\"a.test\"} 1",
            "gcert_findings{target=\"a.test\",rule=\"name\",severity=\"failure\"} 1",
            "gcert_findings{target=\"a.test\",rule=\"pin\",severity=\"info\"} 1",
            "gcert_check_success{target=\"b.test\"} 1",
            "gcert_exit_code{target=\"b.test\"} 6",
            "gcert_check_success{target=\"c.test\"} 0",
            "gcert_exit_code{target=\"c.test\"} 3",
            "gcert_failure_info{target=\"c.test\",step=\"connect\"} 1");
  }

  @Test
  void theSamplesOfAMetricStandTogetherUnderOneHelpAndOneType() {
    Set<String> seen = new HashSet<>();
    String current = "";
    for (String line : lines(Results.all().toArray(Result[]::new))) {
      if (line.startsWith("# HELP ")) {
        current = line.split(" ", 4)[2];
        assertThat(seen.add(current)).as(current).isTrue();
      } else if (line.startsWith("# TYPE ")) {
        assertThat(line).isEqualTo("# TYPE " + current + " gauge");
      } else {
        assertThat(line).matches(current + "[{ ].*").matches(SAMPLE);
      }
    }
    assertThat(seen).hasSizeGreaterThan(15);
  }

  @Test
  void noSampleOccursTwiceHoweverOftenATargetIsVisited() {
    List<String> lines =
        lines(Results.ok("mx.test"), Results.ok("mx.test"), Results.failed("mx.test"));
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines)
        .contains(
            "gcert_exit_code{target=\"mx.test\",address=\"192.0.2.25\",visit=\"1\"} 0",
            "gcert_exit_code{target=\"mx.test\",address=\"192.0.2.25\",visit=\"3\"} 1",
            "gcert_endpoint_info{target=\"mx.test\",address=\"192.0.2.25\",visit=\"2\","
                + "host=\"mx.test\",port=\"25\",protocol=\"smtp\"} 1");
    assertThat(
            lines(
                Results.ok("mx.test"),
                Results.error("mx.test", Step.CONNECT, Category.NOT_REACHED)))
        .contains(
            "gcert_exit_code{target=\"mx.test\",address=\"192.0.2.25\"} 0",
            "gcert_exit_code{target=\"mx.test\",address=\"\"} 3");
  }

  @Test
  void whateverAServerSendsStaysInsideItsLabel() {
    for (String text : HostileText.all()) {
      for (String line : lines(Results.hostile("file:\"x\\y", text))) {
        assertThat(line).doesNotContainPattern("\\p{Cntrl}");
        if (!line.startsWith("#")) {
          assertThat(line).matches(SAMPLE);
        }
      }
    }
  }

  private static List<String> lines(Result... results) {
    PrometheusReport report = new PrometheusReport();
    for (Result result : results) {
      assertThat(report.add(result)).isEmpty();
    }
    String text = new String(report.finish(), StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n");
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }
}
