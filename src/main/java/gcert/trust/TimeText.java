package gcert.trust;

import java.time.Duration;
import java.time.Instant;

/** Instants and spans as sentences have them: {@code 2026-11-21 08:00 UTC}, {@code 3 days}. */
public final class TimeText {
  private static final long SECONDS_A_MINUTE = 60;
  private static final long MINUTES_SHOWN_BELOW = 120;
  private static final long HOURS_SHOWN_BELOW = 48;
  private static final int MINUTE_END = 16;

  private TimeText() {}

  /** To the minute; the seconds too where they are not zero. */
  public static String of(Instant instant) {
    String text = instant.toString();
    int date = text.indexOf('T');
    boolean whole = instant.getEpochSecond() % SECONDS_A_MINUTE == 0;
    int end = whole ? date + (MINUTE_END - 10) : date + (MINUTE_END - 7);
    return text.substring(0, date) + " " + text.substring(date + 1, end) + " UTC";
  }

  /** A span in the largest unit of which there are two: {@code 90 minutes}, {@code 3 days}. */
  public static String span(Duration span) {
    long minutes = span.toMinutes();
    long hours = span.toHours();
    if (minutes < MINUTES_SHOWN_BELOW) {
      return minutes == 0 ? "less than a minute" : count(minutes, "minute");
    }
    return hours < HOURS_SHOWN_BELOW ? count(hours, "hour") : count(span.toDays(), "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
