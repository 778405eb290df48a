package gcert.failure;

import java.util.Optional;

/**
 * Carries a {@link Failure} from where it was met to where the exchange is recorded. It never
 * leaves the exchange: there it becomes a value again.
 */
public final class FailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Makes one without a hint. */
  public FailedException(Step step, Category category, String what) {
    this(new Failure(step, category, what, Optional.empty()));
  }

  /** Makes one with a hint. */
  public FailedException(Step step, Category category, String what, String hint) {
    this(new Failure(step, category, what, Optional.of(hint)));
  }

  /** Wraps a failure. No stack trace: the failure says all that there is to know. */
  public FailedException(Failure failure) {
    super(failure.what(), null, false, false);
    this.failure = failure;
  }

  /** The failure. */
  public Failure failure() {
    return failure;
  }
}
