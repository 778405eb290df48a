package gcert.cli.option;

import gcert.trust.ExpiresWithin;
import gcert.trust.ExpiresWithin.Share;
import gcert.trust.ExpiresWithin.Span;
import gcert.trust.ExpiresWithin.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of {@code --expires-within}: one threshold for a warning, or a second one for a
 * failure, as monitoring plugins take them: {@code 21d,7d}.
 */
final class ExpiryThresholds {
  private static final String OPTION = "--expires-within";

  private ExpiryThresholds() {}

  /** What is given; empty when nothing is. */
  static Optional<ExpiresWithin> read(OptionValues values) throws UsageException {
    List<Threshold> given = new ArrayList<>();
    for (String list : values.list(OPTION)) {
      for (String text : list.split(",", -1)) {
        given.add(threshold(text.strip(), values));
      }
    }
    return switch (given.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new ExpiresWithin(given.get(0)));
      case 2 -> Optional.of(pair(given.get(0), given.get(1)));
      default ->
          throw new UsageException(
              OPTION + ": takes one threshold for a warning and one for a failure, not more");
    };
  }

  /** The later one warns, in whichever order they stand; of two kinds the first warns. */
  private static ExpiresWithin pair(Threshold one, Threshold other) {
    boolean swapped =
        (one instanceof Span first
                && other instanceof Span second
                && first.span().compareTo(second.span()) < 0)
            || (one instanceof Share part
                && other instanceof Share rest
                && part.percent() < rest.percent());
    return swapped
        ? new ExpiresWithin(other, Optional.of(one), true)
        : new ExpiresWithin(one, Optional.of(other), true);
  }

  private static Threshold threshold(String text, OptionValues values) throws UsageException {
    boolean unitless = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    if (text.endsWith("%")) {
      Optional<Integer> percent = percent(text.substring(0, text.length() - 1).strip());
      if (percent.isPresent()) {
        return new Share(percent.get());
      }
    } else if (!unitless) {
      Optional<Duration> span = DurationText.parse(text);
      if (span.isPresent()) {
        return new Span(span.get());
      }
    }
    throw values.wrong(
        OPTION,
        text,
        "is neither a time such as 14d or 12h nor a share such as 20%"
            + (unitless ? "; a number needs a unit" : ""));
  }

  private static Optional<Integer> percent(String digits) {
    try {
      int percent = Integer.parseInt(digits);
      return percent >= 1 && percent <= 100 ? Optional.of(percent) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
