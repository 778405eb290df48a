package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.failure.Category;
import gcert.failure.Step;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.trust.Verdict;
import gcert.trust.requirement.ExpiresWithin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The calendar of {@code gcert check --format ics}. */
final class CalendarReportTest {
  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final TestCertificate ROOT = TestCertificate.root("Test Root").mint();

  @Test
  void aTargetIsAnEventWhenItsCertificateExpires() {
    List<String> lines = lines(calendar(ExpiresWithin.usual(), seen("mx.test", 60)));
    assertThat(lines)
        .containsSubsequence(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//gcert//gcert check//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "DTSTAMP:20261124T120000Z",
            "DTSTART:20270123T120000Z",
            "SUMMARY:mx.test:25: certificate expires",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-P9D",
            "DESCRIPTION:mx.test:25: certificate expires soon",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("DESCRIPTION:mx.test\\, EC P-256\\, "))
        .hasSize(1);
  }

  @Test
  void thereIsAnAlarmForEachThreshold() {
    ExpiresWithin thresholds =
        new ExpiresWithin(
            new ExpiresWithin.Span(Duration.ofDays(21)),
            Optional.of(new ExpiresWithin.Span(Duration.ofHours(12))),
            true);
    assertThat(lines(calendar(thresholds, seen("mx.test", 60))))
        .containsSubsequence("TRIGGER:-PT43200S", "TRIGGER:-P21D");
  }

  @Test
  void aRenewalMovesTheEventAndMakesNoOther() {
    String before = uids(calendar(ExpiresWithin.usual(), seen("mx.test", 3))).get(0);
    String after = uids(calendar(ExpiresWithin.usual(), seen("mx.test", 90))).get(0);
    assertThat(after).isEqualTo(before);
    assertThat(uids(calendar(ExpiresWithin.usual(), seen("imaps://mx.test", 90))))
        .doesNotContain(before);
  }

  @Test
  void ofTheCertificatesOfATargetTheFirstToExpireCounts() {
    String calendar = calendar(ExpiresWithin.usual(), seen("mx.test", 90), seen("mx.test", 8));
    assertThat(uids(calendar)).hasSize(1);
    assertThat(lines(calendar)).contains("DTSTART:20261202T120000Z");
    assertThat(calendar.replace("\r\n ", "")).contains("SHA-256 ").contains("\\nmx.test\\, EC");
  }

  @Test
  void aCaCertificateThatExpiresFirstIsNamed() {
    TestCertificate root =
        TestCertificate.root("Old, Root").valid(AT.minus(Duration.ofDays(900)), days(5)).mint();
    TestCertificate leaf =
        TestCertificate.leaf("mx.test").valid(AT, days(60)).issuedBy(root).mint();
    var path = ObservationBuilder.of("-").sent(leaf, root).build().chain();
    Result result =
        new Result(
            ObservationBuilder.of("mx.test").sent(leaf).build(),
            Optional.of(new Verdict(List.of(), path, Optional.empty())),
            AT,
            0);
    assertThat(lines(calendar(ExpiresWithin.usual(), result)))
        .contains(
            "DTSTART:20261129T120000Z", "SUMMARY:mx.test:25: CA certificate Old\\, Root expires");
  }

  @Test
  void aServerWithoutACertificateHasNoEventAndTheCalendarIsValidAllTheSame() {
    Result result =
        new Result(
            ObservationBuilder.of("mx.test")
                .failed(Step.CONNECT, Category.NOT_REACHED, "it broke", "try again")
                .build(),
            Optional.empty(),
            AT,
            3);
    String calendar = calendar(ExpiresWithin.usual(), result);
    assertThat(uids(calendar)).isEmpty();
    assertThat(lines(calendar)).containsSubsequence("BEGIN:VTIMEZONE", "END:VTIMEZONE");
  }

  @Test
  void aLongLineIsFoldedBetweenLetters() {
    String line = CalendarLine.text("SUMMARY", "ü€𝄞".repeat(30));
    String[] parts = line.split("\r\n");
    assertThat(parts).hasSizeGreaterThan(3);
    assertThat(Arrays.stream(parts).skip(1)).allMatch(part -> part.startsWith(" "));
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(part.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 75));
    assertThat(line.replace("\r\n ", "")).isEqualTo("SUMMARY:" + "ü€𝄞".repeat(30) + "\r\n");
  }

  private static Result seen(String target, int days) {
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .valid(AT.minus(Duration.ofDays(30)), days(days))
            .issuedBy(ROOT)
            .mint();
    return new Result(
        ObservationBuilder.of(target).sent(leaf).build(),
        Optional.of(new Verdict(List.of(), List.of(), Optional.empty())),
        AT,
        0);
  }

  private static Instant days(int days) {
    return AT.plus(Duration.ofDays(days));
  }

  private static String calendar(ExpiresWithin thresholds, Result... results) {
    CalendarReport report = new CalendarReport(thresholds);
    for (Result result : results) {
      assertThat(report.add(result)).isEmpty();
    }
    return new String(report.finish(), StandardCharsets.UTF_8);
  }

  private static List<String> lines(String calendar) {
    return List.of(calendar.replace("\r\n ", "").split("\r\n"));
  }

  private static List<String> uids(String calendar) {
    return lines(calendar).stream().filter(line -> line.startsWith("UID:")).toList();
  }
}
