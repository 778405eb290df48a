package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Step;
import gcert.testing.HostileText;
import gcert.trust.requirement.ExpiresWithin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line of a monitoring plugin, and the exit code that goes with it. */
final class NagiosReportTest {
  private static final Pattern MEASURE =
      Pattern.compile("('[^'=|]+'|[^ '=|]+)=[0-9.-]+(s?)(;[0-9.:]*){0,4}");

  private int exitCode;

  @Test
  void aGoodCertificateIsOkWithItsDaysLeftAndTheTimeTaken() {
    assertThat(line(Results.ok("mx.test")))
        .isEqualTo(
            "GCERT OK - mx.test:25 (192.0.2.25): 61 days left, expires 2027-01-24|days_left=61;14:;0: time=0.123s\n");
    assertThat(exitCode).isEqualTo(0);
  }

  @Test
  void aCertificateThatExpiresSoonIsAWarning() {
    assertThat(line(Results.warning("mx.test")))
        .startsWith(
            "GCERT WARNING - mx.test:25 (192.0.2.25): [expires-soon] CN=mx.test: expires in 2"
                + " days|days_left=");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void aCertificateJudgedBadIsCritical() {
    assertThat(line(Results.failed("mx.test")))
        .startsWith("GCERT CRITICAL - mx.test:25 (192.0.2.25): [name] CN=mx.test: is not valid");
    assertThat(exitCode).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_REACHED, CRITICAL, 2",
    "NO_TLS, CRITICAL, 2",
    "HANDSHAKE, CRITICAL, 2",
    "TEMPORARY, WARNING, 1",
    "LOCAL, UNKNOWN, 3"
  })
  void aFailureIsReportedByItsKind(Category category, String state, int code) {
    assertThat(line(Results.error("mx.test", Step.CONNECT, category)))
        .isEqualTo("GCERT " + state + " - mx.test:25: connect: it broke|days_left=U;;0: time=U\n");
    assertThat(exitCode).isEqualTo(code);
  }

  @Test
  void severalEndpointsAreOneLineTheWorstFirst() {
    assertThat(
            line(
                Results.ok("a.test"),
                Results.warning("b.test"),
                Results.error("c.test", Step.CONNECT, Category.NOT_REACHED)))
        .isEqualTo(
            "GCERT CRITICAL - 1 critical, 1 warning, 1 ok:"
                + " CRITICAL c.test:25: connect: it broke;"
                + " WARNING b.test:25 (192.0.2.25): [expires-soon] CN=mx.test: expires in 2 days"
                + "|'a.test:25 days_left'=61;14:;0: 'a.test:25 time'=0.123s"
                + " 'b.test:25 days_left'=61;14:;0: 'b.test:25 time'=0.123s"
                + " 'c.test:25 days_left'=U;;0: 'c.test:25 time'=U\n");
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void severalGoodEndpointsNameTheFirstToExpire() {
    assertThat(line(Results.ok("a.test"), Results.ok("b.test")))
        .startsWith(
            "GCERT OK - 2 endpoints, the first to expire: a.test:25 (192.0.2.25): 61 days left, expires 2027-01-24|");
  }

  @Test
  void theRangeOfAShareIsThatShareOfTheLifetime() {
    NagiosReport report = new NagiosReport(new ExpiresWithin(new ExpiresWithin.Share(20)));
    report.add(Results.ok("mx.test"));
    assertThat(text(report.finish())).contains("days_left=61;16.80:;0:");
    report = new NagiosReport(ExpiresWithin.usual());
    report.add(Results.ok("mx.test"));
    assertThat(text(report.finish())).contains("days_left=61;8.40:;0:");
  }

  @Test
  void theLabelsOfAServerStayWhetherItAnswersOrNot() {
    String up = line(Results.ok("a.test"), Results.ok("b.test"));
    String down =
        line(Results.ok("a.test"), Results.error("b.test", Step.CONNECT, Category.NOT_REACHED));
    assertThat(labels(down)).isEqualTo(labels(up));
    assertThat(labels(line(Results.error("a.test", Step.LOOKUP, Category.NOT_REACHED))))
        .isEqualTo(labels(line(Results.ok("a.test"))));
  }

  @Test
  void anAddressStandsInALabelOnlyWhereATargetWasVisitedAtSeveral() {
    assertThat(labels(line(Results.ok("a.test"), Results.ok("a.test"))))
        .isEqualTo(
            "'a.test:25 192.0.2.25 1 days_left' 'a.test:25 192.0.2.25 1 time'"
                + " 'a.test:25 192.0.2.25 2 days_left' 'a.test:25 192.0.2.25 2 time'");
  }

  @Test
  void aSecondThresholdIsThatOfCritical() {
    NagiosReport report =
        new NagiosReport(
            new ExpiresWithin(
                new ExpiresWithin.Span(Duration.ofDays(21)),
                Optional.of(new ExpiresWithin.Span(Duration.ofDays(7))),
                true));
    report.add(Results.ok("mx.test"));
    assertThat(text(report.finish())).contains("|days_left=61;21:;7: time=");
  }

  @Test
  void aLineOfTheListThatIsNoTargetIsUnknownUnlessSomethingIsCritical() {
    NagiosReport report = new NagiosReport(ExpiresWithin.usual());
    report.add(Results.ok("mx.test"));
    report.complain("hosts: line 2: 'a b' is neither a host name nor an address");
    assertThat(text(report.finish()))
        .startsWith("GCERT UNKNOWN - hosts: line 2: 'a b' is neither")
        .contains("; mx.test:25");
    assertThat(report.exitCode(8)).isEqualTo(3);
    report.add(Results.failed("other.test"));
    assertThat(report.exitCode(8)).isEqualTo(2);
  }

  private static String labels(String line) {
    return line.substring(line.indexOf('|') + 1).strip().replaceAll("=[^ ]+", "");
  }

  @Test
  void aRunThatCouldNotBeMadeIsUnknown() {
    assertThat(text(NagiosReport.unknown("no target given")))
        .isEqualTo("GCERT UNKNOWN - no target given\n");
    assertThat(NagiosReport.unknownCode()).isEqualTo(3);
  }

  @Test
  void whateverAServerSendsTheLineStaysALineAndItsDataStayData() {
    for (String text : HostileText.all()) {
      String line = line(Results.hostile("mx.test", text), Results.hostile("file:a|'=b", text));
      assertThat(line.substring(0, line.length() - 1)).doesNotContainPattern("\\p{Cntrl}");
      assertThat(line).endsWith("\n").startsWith("GCERT CRITICAL - 2 critical: ");
      String[] parts = line.strip().split("\\|", -1);
      assertThat(parts).hasSize(2);
      assertThat(parts[0].length()).isLessThan(4100);
      assertThat(MEASURE.matcher(parts[1]).replaceAll("M")).isEqualTo("M M M");
    }
  }

  private String line(Result... results) {
    NagiosReport report =
        new NagiosReport(new ExpiresWithin(new ExpiresWithin.Span(Duration.ofDays(14))));
    for (Result result : results) {
      assertThat(report.add(result)).isEmpty();
    }
    String line = text(report.finish());
    exitCode = report.exitCode(99);
    return line;
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
