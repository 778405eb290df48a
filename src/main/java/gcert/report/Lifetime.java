package gcert.report;

import gcert.certificate.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How much of a certificate's lifetime is left, for a person.
 *
 * @param start the first instant
 * @param end the last instant
 * @param at the instant from which is counted
 * @param isKnown whether the certificate says when it is valid in a way that can be read
 */
public record Lifetime(Instant start, Instant end, Instant at, boolean isKnown) {
  /** Whoever renews when a third is left has failed twice by now. */
  private static final double CAUTION_BELOW = 0.2;

  private static final double BAD_BELOW = 0.07;

  Lifetime(Instant start, Instant end, Instant at) {
    this(start, end, at, true);
  }

  /** That of a certificate, seen from an instant. */
  public static Lifetime of(Certificate certificate, Instant at) {
    return new Lifetime(
        certificate.notBefore(), certificate.notAfter(), at, certificate.hasValidity());
  }

  /** {@code 61 of 90 days}, {@code expired 3 days ago}, {@code valid in 2 days}. */
  public String words() {
    if (!isKnown) {
      return "dates cannot be read";
    }
    if (at.isAfter(end)) {
      return "expired " + days(Duration.between(end, at)) + " ago";
    }
    if (at.isBefore(start)) {
      return "valid in " + days(Duration.between(at, start));
    }
    long whole = Math.round(Duration.between(start, end).toSeconds() / 86400.0);
    return Duration.between(at, end).toDays() + " of " + whole + (whole == 1 ? " day" : " days");
  }

  /** {@code 61 days left}; where that is not so, the same as {@link #words()}. */
  public String headline() {
    boolean valid = !at.isAfter(end) && !at.isBefore(start);
    return valid ? days(Duration.between(at, end)) + " left" : words();
  }

  /** {@code expires 2027-01-28}, {@code on 2026-11-22}, {@code from 2026-12-01}: the day of it. */
  String date() {
    if (!isKnown) {
      return "no date";
    }
    String day =
        (at.isBefore(start) ? start : end).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return (at.isAfter(end) ? "on " : at.isBefore(start) ? "from " : "expires ") + day;
  }

  /** How much is left, from 0 to 1. */
  double left() {
    double whole = Duration.between(start, end).toSeconds();
    double rest = Duration.between(at, end).toSeconds();
    return whole <= 0 ? 0 : Math.max(0, Math.min(1, rest / whole));
  }

  /** A bar of so many characters, full at the start of the lifetime, empty at its end. */
  String bar(int length, boolean unicode) {
    double left = left();
    int full = (int) Math.round(left * length);
    if (left > 0 && full == 0 && !at.isAfter(end)) {
      full = 1;
    }
    return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(length - full);
  }

  Colour colour() {
    if (at.isAfter(end) || at.isBefore(start) || left() < BAD_BELOW) {
      return Colour.BAD;
    }
    return left() < CAUTION_BELOW ? Colour.CAUTION : Colour.GOOD;
  }

  private static String days(Duration span) {
    long days = span.toDays();
    return days + (days == 1 ? " day" : " days");
  }
}
