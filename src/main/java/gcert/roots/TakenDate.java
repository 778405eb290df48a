package gcert.roots;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The comment by which a bundle says from which day it is: {@code # Taken: 2026-10-21}. */
final class TakenDate {
  private static final String MARK = "# Taken: ";
  private static final int DATE = 10;

  private TakenDate() {}

  /** The comment. */
  static String comment(LocalDate day) {
    return MARK + day;
  }

  /** The day; empty when the text does not say. */
  static Optional<LocalDate> in(String text) {
    int mark = text.indexOf(MARK);
    int start = mark + MARK.length();
    if (mark < 0 || start + DATE > text.length()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.substring(start, start + DATE)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
