package gcert.report.html;

import gcert.failure.Escaped;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of lifetimes: a lane for each certificate with a bar from its first to its last
 * instant, a calendar above them, and a line where the run stands.
 *
 * <p>It is SVG within the page and shows nothing that no table says. A lifetime of a hundred years
 * would leave no room for the others, so that no bar is drawn further than {@link #REACH} from the
 * instant of the run; it ends in an arrow then.
 */
public final class Timeline {
  private static final Duration REACH = Duration.ofDays(400);
  private static final int WIDTH = 1000;
  private static final int LEFT = 280;
  private static final int RIGHT = 800;
  private static final int TOP = 34;
  private static final int LANE = 26;
  private static final int MOST_TICKS = 7;
  private static final int LONGEST_LABEL = 60;
  private static final int WEEKS_BELOW_DAYS = 50;

  private final List<Lane> lanes;
  private final Instant at;
  private final Instant start;
  private final Instant end;

  /** How a lane is painted, which the words at its end say as well. */
  public enum Tone {
    GOOD,
    CAUTION,
    BAD;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One lifetime.
   *
   * @param label whose it is, as it was given
   * @param whole the lifetime
   * @param full the part of it that is painted in full; may be empty
   * @param tone how it is painted
   * @param words what stands behind it, escaped for people
   */
  public record Lane(String label, Span whole, Span full, Tone tone, String words) {}

  /**
   * The time from one instant to another; empty when the second is not later.
   *
   * @param from the first instant
   * @param until the last instant
   */
  public record Span(Instant from, Instant until) {

    /** What of it comes after an instant. */
    public Span after(Instant instant) {
      return from.isBefore(instant) ? new Span(instant, until) : this;
    }

    private boolean isEmpty() {
      return !until.isAfter(from);
    }
  }

  private Timeline(List<Lane> lanes, Instant at) {
    this.lanes = lanes;
    this.at = at;
    Instant first =
        lanes.stream().map(lane -> lane.whole().from()).min(Instant::compareTo).orElse(at);
    Instant last =
        lanes.stream().map(lane -> lane.whole().until()).max(Instant::compareTo).orElse(at);
    this.start = within(first.isBefore(at) ? first : at);
    Instant latest = within(last.isAfter(at) ? last : at);
    this.end = latest.isAfter(start) ? latest : start.plus(Duration.ofDays(1));
  }

  /**
   * Draws the lanes in their order.
   *
   * @param label what the picture shows, for those who do not see it
   * @param at the instant of the run
   */
  public static void write(Markup page, List<Lane> lanes, Instant at, String label) {
    new Timeline(lanes, at).write(page, label);
  }

  private void write(Markup page, String label) {
    int height = TOP + lanes.size() * LANE + 6;
    page.open("svg", "viewBox", "0 0 " + WIDTH + " " + height, "role", "img", "aria-label", label);
    page.line();
    axis(page, height);
    for (int i = 0; i < lanes.size(); i++) {
      lane(page, lanes.get(i), TOP + i * LANE);
    }
    String now = number(x(at));
    page.open("line", "class", "now", "x1", now, "x2", now, "y1", "20", "y2", height + "");
    page.close().closeLine();
  }

  private void axis(Markup page, int height) {
    for (LocalDate day : ticks()) {
      String x = number(x(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
      page.open("line", "class", "tick", "x1", x, "x2", x, "y1", "24", "y2", height + "").close();
      String text = isByMonths() ? day.toString().substring(0, 7) : day.toString();
      page.element("text", text, "class", "date", "x", x, "y", "16").line();
    }
  }

  private boolean isByMonths() {
    return Duration.between(start, end).toDays() >= WEEKS_BELOW_DAYS;
  }

  /** Mondays, or the first days of months, so many that their dates do not run together. */
  private List<LocalDate> ticks() {
    LocalDate first = start.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate last = end.atOffset(ZoneOffset.UTC).toLocalDate();
    List<LocalDate> ticks = new ArrayList<>();
    if (isByMonths()) {
      long months = ChronoUnit.MONTHS.between(first, last) + 1;
      long step = 1 + (months - 1) / MOST_TICKS;
      LocalDate day = first.with(TemporalAdjusters.firstDayOfNextMonth());
      for (; !day.isAfter(last); day = day.plusMonths(step)) {
        ticks.add(day);
      }
    } else {
      LocalDate day = first.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      for (; !day.isAfter(last); day = day.plusWeeks(1)) {
        ticks.add(day);
      }
    }
    return ticks;
  }

  private void lane(Markup page, Lane lane, int y) {
    page.open("g", "class", lane.tone().word());
    page.element("title", words(lane));
    // A picture within the picture cuts off what is too wide.
    page.open("svg", "x", "0", "y", y + "", "width", LEFT - 10 + "", "height", LANE + "");
    page.open("text", "x", "0", "y", "17").text(label(lane)).close().close();
    Instant from = lane.whole().from();
    Instant until = lane.whole().until();
    if (until.isBefore(start)) {
      arrow(page, LEFT, y, -1);
    } else if (from.isAfter(end)) {
      arrow(page, RIGHT, y, 1);
    } else {
      bar(page, "whole", lane.whole(), y);
      if (!lane.full().isEmpty()) {
        bar(page, "full", lane.full(), y);
      }
      if (from.isBefore(start)) {
        arrow(page, LEFT, y, -1);
      }
      if (until.isAfter(end)) {
        arrow(page, RIGHT, y, 1);
      }
    }
    page.element("text", lane.words(), "x", RIGHT + 14 + "", "y", y + 17 + "").closeLine();
  }

  private void bar(Markup page, String part, Span span, int y) {
    double left = x(span.from());
    double width = Math.max(1.5, x(span.until()) - left);
    page.open(
        "rect",
        "class",
        part,
        "x",
        number(left),
        "y",
        y + 6 + "",
        "width",
        number(width),
        "height",
        "14",
        "rx",
        "3");
    page.close();
  }

  private static void arrow(Markup page, int x, int y, int direction) {
    int tip = x + 8 * direction;
    String points = x + "," + (y + 7) + " " + x + "," + (y + 19) + " " + tip + "," + (y + 13);
    page.open("polygon", "class", "arrow", "points", points).close();
  }

  private double x(Instant instant) {
    double whole = Duration.between(start, end).toSeconds();
    double part = Duration.between(start, within(instant)).toSeconds();
    double share = Math.max(0, Math.min(1, part / whole));
    return LEFT + share * (RIGHT - LEFT);
  }

  /** No further away than is drawn; certificates may be from the year 0 to the year 9999. */
  private Instant within(Instant instant) {
    Instant earliest = at.minus(REACH);
    Instant latest = at.plus(REACH);
    return instant.isBefore(earliest) ? earliest : instant.isAfter(latest) ? latest : instant;
  }

  private static String words(Lane lane) {
    return label(lane)
        + ": "
        + lane.whole().from().truncatedTo(ChronoUnit.SECONDS)
        + " to "
        + lane.whole().until().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String label(Lane lane) {
    return Escaped.of(lane.label(), LONGEST_LABEL);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
