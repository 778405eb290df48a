package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.target.ServerTarget;
import gcert.target.Target;
import gcert.tls.Observation;
import gcert.trust.Verdict;
import gcert.trust.requirement.ExpiresWithin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A calendar of expiries (iCalendar, RFC 5545): an event for each target, at the instant at which
 * the first of its certificates expires, with alarms before it.
 *
 * <p>The identifier of an event depends on the target alone, so that a calendar that is read anew
 * moves the event when the certificate was renewed. A target without a certificate has no event.
 */
public final class CalendarReport implements RunReport {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LONGEST = 300;
  private static final int LAST_YEAR = 9999;

  private final ExpiresWithin thresholds;
  private final Map<String, Event> events = new LinkedHashMap<>();

  /** What is known of a target so far. */
  private static final class Event {
    private final Target target;
    private final Instant at;
    private final Set<Certificate> own = new LinkedHashSet<>();
    private final Set<Certificate> all = new LinkedHashSet<>();

    Event(Result result) {
      this.target = result.observation().target();
      this.at = result.at();
    }

    Certificate first() {
      return all.stream().min(Comparator.comparing(Certificate::notAfter)).orElseThrow();
    }
  }

  /**
   * Makes one.
   *
   * @param thresholds how long before an expiry there are alarms
   */
  public CalendarReport(ExpiresWithin thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public byte[] add(Result result) {
    List<Certificate> own = own(result.observation());
    if (!own.isEmpty()) {
      Event event = events.computeIfAbsent(identifier(result), id -> new Event(result));
      event.own.addAll(own);
      event.all.addAll(own);
      result.verdict().map(Verdict::path).orElse(List.of()).stream()
          .filter(Certificate::hasValidity)
          .forEach(event.all::add);
    }
    return new byte[0];
  }

  /** The server's certificates, one for each kind of key. */
  private static List<Certificate> own(Observation observation) {
    List<Observation> all = new ArrayList<>(List.of(observation));
    all.addAll(observation.others());
    return all.stream()
        .flatMap(seen -> seen.chain().stream().limit(1))
        .filter(Certificate::hasValidity)
        .toList();
  }

  @Override
  public byte[] finish() {
    StringBuilder calendar = new StringBuilder();
    calendar.append(CalendarLine.of("BEGIN", "VCALENDAR"));
    calendar.append(CalendarLine.of("VERSION", "2.0"));
    calendar.append(CalendarLine.text("PRODID", "-//gcert//gcert check//EN"));
    calendar.append(CalendarLine.of("CALSCALE", "GREGORIAN"));
    calendar.append(CalendarLine.of("METHOD", "PUBLISH"));
    calendar.append(CalendarLine.text("NAME", "Certificates"));
    calendar.append(CalendarLine.text("X-WR-CALNAME", "Certificates"));
    if (events.isEmpty()) {
      appendZone(calendar);
    }
    events.forEach((identifier, event) -> append(calendar, identifier, event));
    calendar.append(CalendarLine.of("END", "VCALENDAR"));
    return calendar.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void append(StringBuilder calendar, String identifier, Event event) {
    Certificate first = event.first();
    String place = place(event.target);
    boolean own = event.own.contains(first);
    calendar.append(CalendarLine.of("BEGIN", "VEVENT"));
    calendar.append(CalendarLine.of("UID", identifier));
    calendar.append(CalendarLine.of("DTSTAMP", time(event.at)));
    calendar.append(CalendarLine.of("DTSTART", time(first.notAfter())));
    String what = own ? "certificate" : "CA certificate " + name(first);
    calendar.append(CalendarLine.text("SUMMARY", place + ": " + what + " expires"));
    calendar.append(CalendarLine.text("DESCRIPTION", description(event)));
    calendar.append(CalendarLine.text("CATEGORIES", "Certificates"));
    calendar.append(CalendarLine.of("TRANSP", "TRANSPARENT"));
    thresholds.critical().ifPresent(critical -> alarm(calendar, place, critical.of(first)));
    alarm(calendar, place, thresholds.warning().of(first));
    calendar.append(CalendarLine.of("END", "VEVENT"));
  }

  /** Each certificate of the server with its end, and whatever of its path ends sooner. */
  private static String description(Event event) {
    List<String> lines = new ArrayList<>();
    for (Certificate certificate : event.all) {
      if (event.own.contains(certificate) || certificate.equals(event.first())) {
        lines.add(
            name(certificate)
                + ", "
                + Escaped.of(certificate.key(), LONGEST)
                + ", expires "
                + certificate.notAfter()
                + ", issued by "
                + Escaped.of(certificate.issuer(), LONGEST)
                + ", SHA-256 "
                + certificate.sha256());
      }
    }
    return String.join("\n", lines);
  }

  private static void alarm(StringBuilder calendar, String place, Duration before) {
    calendar.append(CalendarLine.of("BEGIN", "VALARM"));
    calendar.append(CalendarLine.of("ACTION", "DISPLAY"));
    calendar.append(CalendarLine.of("TRIGGER", "-" + duration(before)));
    calendar.append(CalendarLine.text("DESCRIPTION", place + ": certificate expires soon"));
    calendar.append(CalendarLine.of("END", "VALARM"));
  }

  /** Section 3.6 wants a component in every calendar; a time zone is one that says nothing. */
  private static void appendZone(StringBuilder calendar) {
    calendar.append(CalendarLine.of("BEGIN", "VTIMEZONE"));
    calendar.append(CalendarLine.of("TZID", "Etc/UTC"));
    calendar.append(CalendarLine.of("BEGIN", "STANDARD"));
    calendar.append(CalendarLine.of("DTSTART", "19700101T000000"));
    calendar.append(CalendarLine.of("TZOFFSETFROM", "+0000"));
    calendar.append(CalendarLine.of("TZOFFSETTO", "+0000"));
    calendar.append(CalendarLine.of("END", "STANDARD"));
    calendar.append(CalendarLine.of("END", "VTIMEZONE"));
  }

  /** Section 3.3.6: days, or the time that is less than a day; no fractions. */
  private static String duration(Duration span) {
    if (span.toDays() > 0) {
      return "P" + span.toDays() + "D";
    }
    return "PT" + Math.max(0, span.toSeconds()) + "S";
  }

  /** RFC 7986 section 5.3 asks for a UUID: one made of the target's name. */
  private static String identifier(Result result) {
    Target target = result.observation().target();
    String name =
        target instanceof ServerTarget server
            ? server.protocol().scheme() + "://" + server.hostAndPort()
            : target.text();
    return UUID.nameUUIDFromBytes(("gcert:" + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String place(Target target) {
    String place = EndpointText.of(target);
    return place.length() > LONGEST ? place.substring(0, LONGEST) + "…" : place;
  }

  private static String name(Certificate certificate) {
    return Escaped.of(ShortName.of(certificate), LONGEST);
  }

  /** A date has four digits for the year (section 3.3.4). */
  private static String time(Instant instant) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year > LAST_YEAR || year < 0
        ? UTC.format(Instant.parse("9999-12-31T23:59:59Z"))
        : UTC.format(instant);
  }
}
