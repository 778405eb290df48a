package gcert.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An instant as people read it: {@code 2026-11-28 12:00:00 UTC}. */
public final class UtcTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** To the second, what is below it cut off. */
  public static String of(Instant instant) {
    return FORM.format(instant);
  }
}
