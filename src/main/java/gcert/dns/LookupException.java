package gcert.dns;

import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import java.util.Optional;

/** Thrown when a look-up gave no records; the message is one clause for a person. */
public final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a look-up can come to instead of an answer. */
  public enum Reason {
    /** NXDOMAIN, RFC 1035 section 4.1.1 code 3. */
    NO_SUCH_NAME,
    /** The name exists, and has no record of the kind asked for. */
    NO_RECORDS,
    /** The domain says that it takes no mail (RFC 7505), or has no service (RFC 2782). */
    NO_SERVICE,
    /** SERVFAIL, RFC 1035 section 4.1.1 code 2, or what the system's resolver calls temporary. */
    SERVER_FAILURE,
    /** No answer in time. */
    TIMED_OUT,
    /** Anything else; the message holds what was said. */
    OTHER
  }

  private final Reason reason;
  private final String hint;

  /** Makes one without advice. */
  public LookupException(Reason reason, String message) {
    this(reason, message, "");
  }

  /** Makes one with advice: one clause about what to try. */
  public LookupException(Reason reason, String message, String hint) {
    super(message);
    this.reason = reason;
    this.hint = hint;
  }

  /** The reason. */
  public Reason reason() {
    return reason;
  }

  /** The failure that an exchange ends with which needed the records. */
  public Failure failure() {
    return new Failure(
        Step.LOOKUP,
        reason == Reason.NO_SERVICE ? Category.NO_SERVICE : Category.NOT_REACHED,
        String.valueOf(getMessage()),
        hint.isEmpty() ? Optional.empty() : Optional.of(hint));
  }
}
