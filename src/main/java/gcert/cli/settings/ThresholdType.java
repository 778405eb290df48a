package gcert.cli.settings;

import gcert.cli.option.DurationText;
import gcert.cli.option.InvalidValueException;
import gcert.cli.option.ValueType;
import gcert.trust.requirement.ExpiresWithin;
import java.time.Duration;
import java.util.Optional;

/** When a certificate expires soon: a time such as {@code 14d}, or a share such as {@code 20%}. */
final class ThresholdType implements ValueType<ExpiresWithin.Threshold> {
  @Override
  public ExpiresWithin.Threshold parse(String given) throws InvalidValueException {
    String text = given.strip();
    boolean unitless = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    if (text.endsWith("%")) {
      Optional<Integer> percent = percent(text.substring(0, text.length() - 1).strip());
      if (percent.isPresent()) {
        return new ExpiresWithin.Share(percent.get());
      }
    } else if (!unitless) {
      Optional<Duration> span = DurationText.parse(text);
      if (span.isPresent()) {
        return new ExpiresWithin.Span(span.get());
      }
    }
    throw new InvalidValueException(
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
