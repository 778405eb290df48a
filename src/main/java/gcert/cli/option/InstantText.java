package gcert.cli.option;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Points in time as people write them: {@code 2026-11-21}, {@code 2026-11-21 08:00}, {@code
 * 2026-11-21T08:00:00Z}, with an offset, or {@code @SECONDS} since 1970. Without an offset UTC is
 * meant.
 */
public final class InstantText {
  private InstantText() {}

  /** Empty when the text is none of these. */
  public static Optional<Instant> parse(String text) {
    String trimmed = text.strip().replaceFirst("(?<=[0-9]) +UTC$", "Z");
    try {
      if (trimmed.startsWith("@")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(trimmed.substring(1))));
      }
      if (trimmed.indexOf(':') < 0) {
        return Optional.of(LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      String joined = trimmed.replaceFirst(" +", "T");
      return Optional.of(
          hasOffset(joined)
              ? OffsetDateTime.parse(joined).toInstant()
              : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean hasOffset(String text) {
    int time = text.indexOf('T');
    return text.endsWith("Z")
        || text.endsWith("z")
        || (time >= 0 && (text.indexOf('+', time) >= 0 || text.indexOf('-', time) >= 0));
  }
}
