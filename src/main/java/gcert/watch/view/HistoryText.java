package gcert.watch.view;

import gcert.failure.Escaped;
import gcert.watch.CertificateHistory;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.Reachability;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The certificates of a place over time, drawn in lines that fit the screen.
 *
 * <p>Each certificate is a row: the beginning of its fingerprint, the type of its key, a bar from
 * the first to the last sight, both dates, and whether it is in use. Where there is no room for a
 * bar, only the date of the last sight stands there.
 */
public final class HistoryText {
  private static final int LONGEST_BAR = 60;
  private static final int SHORTEST_BAR = 5;

  /** What stands in a row beside the bar. */
  private static final int BESIDE = 52;

  private static final int TYPE = 7;

  private final char good;
  private final char bad;
  private final int bar;

  private HistoryText(char good, char bad, int columns) {
    this.good = good;
    this.bad = bad;
    this.bar = Math.min(LONGEST_BAR, columns - BESIDE);
  }

  /** Draws with block characters on a screen that is so wide. */
  public static HistoryText blocks(int columns) {
    return new HistoryText('\u2588', '\u2591', columns);
  }

  /** Draws with ASCII alone on a screen that is so wide. */
  public static HistoryText ascii(int columns) {
    return new HistoryText('#', '!', columns);
  }

  /** The picture of a place, ended by a line feed. */
  public String of(PlaceState place) {
    StringBuilder text = new StringBuilder();
    text.append(place.place().hostAndPort()).append("  ").append(condition(place)).append('\n');
    Collection<CertificateHistory> sightings = place.sightings().values();
    if (sightings.isEmpty()) {
      return text.append("  no certificate was ever seen\n").toString();
    }
    Instant start =
        sightings.stream().map(CertificateHistory::first).min(Instant::compareTo).orElseThrow();
    Instant end =
        sightings.stream().map(CertificateHistory::last).max(Instant::compareTo).orElseThrow();
    List<CertificateHistory> rows = new ArrayList<>(sightings);
    rows.sort(Comparator.comparing(CertificateHistory::first));
    for (CertificateHistory row : rows) {
      boolean inUse = place.inUse().contains(row.certificate());
      text.append(row(row, start, end)).append(inUse ? " in use" : "").append('\n');
    }
    if (rows.stream().anyMatch(row -> row.verified().isEmpty())) {
      text.append("  ").append(bad).append(" never verified\n");
    }
    return text.toString();
  }

  private String row(CertificateHistory sighting, Instant start, Instant end) {
    KnownCertificate certificate = sighting.certificate();
    if (bar < SHORTEST_BAR) {
      return "  " + certificate.shortName() + " " + date(sighting.last());
    }
    String type = Escaped.of(certificate.keyType());
    String shownType = type.length() > TYPE ? type.substring(0, TYPE) : type;
    int from = column(sighting.first(), start, end);
    int to = column(sighting.last(), start, end);
    char mark = sighting.verified().isPresent() ? good : bad;
    String drawn = " ".repeat(from) + String.valueOf(mark).repeat(to - from + 1);
    return "  "
        + certificate.shortName()
        + " "
        + padded(shownType, TYPE)
        + " "
        + padded(drawn, bar)
        + " "
        + date(sighting.first())
        + " "
        + date(sighting.last());
  }

  private int column(Instant instant, Instant start, Instant end) {
    long whole = end.getEpochSecond() - start.getEpochSecond();
    long part = instant.getEpochSecond() - start.getEpochSecond();
    return whole == 0 ? 0 : (int) (part * (bar - 1) / whole);
  }

  /** How a place is, in one or two words. */
  static String condition(PlaceState place) {
    Reachability reach = place.condition().reach();
    if (reach.told()) {
      return "unreachable" + reach.since().map(since -> " since " + date(since)).orElse("");
    }
    if (!place.condition().unexpected().isEmpty()) {
      return "unexpected certificate";
    }
    return place.condition().rotation().underWay() ? "rotating" : "stable";
  }

  private static LocalDate date(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
