package gcert.cli.option;

import java.time.Duration;
import java.util.Optional;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}, {@code 14d}.
 */
public final class DurationText {
  private static final long LONGEST = Integer.MAX_VALUE;

  /** A century: nobody waits longer, and nanoseconds of it still fit a long. */
  private static final Duration MOST = Duration.ofDays(36_525);

  private DurationText() {}

  /**
   * Reads a whole number with a unit; a number alone means seconds. Empty when it is neither, or
   * more than a century.
   */
  public static Optional<Duration> parse(String text) {
    String trimmed = text.strip();
    int digits = 0;
    long number = 0;
    while (digits < trimmed.length() && Character.digit(trimmed.charAt(digits), 10) >= 0) {
      number = number * 10 + Character.digit(trimmed.charAt(digits), 10);
      if (number > LONGEST) {
        return Optional.empty();
      }
      digits++;
    }
    if (digits == 0) {
      return Optional.empty();
    }
    Optional<Duration> span =
        switch (trimmed.substring(digits)) {
          case "ms" -> Optional.of(Duration.ofMillis(number));
          case "", "s" -> Optional.of(Duration.ofSeconds(number));
          case "m" -> Optional.of(Duration.ofMinutes(number));
          case "h" -> Optional.of(Duration.ofHours(number));
          case "d" -> Optional.of(Duration.ofDays(number));
          default -> Optional.empty();
        };
    return span.filter(time -> time.compareTo(MOST) <= 0);
  }
}
