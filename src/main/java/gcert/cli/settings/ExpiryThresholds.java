package gcert.cli.settings;

import gcert.cli.option.UsageException;
import gcert.trust.requirement.ExpiresWithin;
import gcert.trust.requirement.ExpiresWithin.Share;
import gcert.trust.requirement.ExpiresWithin.Span;
import gcert.trust.requirement.ExpiresWithin.Threshold;
import java.util.List;
import java.util.Optional;

/**
 * The values of {@code --expires-within} together: one threshold for a warning, or a second one for
 * a failure, as monitoring plugins take them: {@code 21d,7d}.
 */
final class ExpiryThresholds {
  private ExpiryThresholds() {}

  /** What is given; empty when nothing is. */
  static Optional<ExpiresWithin> of(List<Threshold> given) throws UsageException {
    return switch (given.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new ExpiresWithin(given.get(0)));
      case 2 -> Optional.of(pair(given.get(0), given.get(1)));
      default ->
          throw new UsageException(
              "--expires-within: takes one threshold for a warning and one for a failure, not"
                  + " more");
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
}
