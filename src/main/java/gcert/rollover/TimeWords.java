package gcert.rollover;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times and spans as messages name them. */
public final class TimeWords {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private TimeWords() {}

  /** To the minute, never earlier than the instant: {@code 2026-11-28 19:04 UTC}. */
  public static String of(Instant instant) {
    Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
    return MINUTE.format(minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES));
  }

  /** In the largest unit that divides it: {@code 2 days}, {@code 1 hour}, {@code 90 seconds}. */
  public static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds > 0 && seconds % 86_400 == 0) {
      return counted(seconds / 86_400, "day");
    }
    if (seconds > 0 && seconds % 3600 == 0) {
      return counted(seconds / 3600, "hour");
    }
    return seconds > 0 && seconds % 60 == 0
        ? counted(seconds / 60, "minute")
        : counted(seconds, "second");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
