package gcert.dns;

/** Thrown when a look-up gave no records; the message is one clause for a person. */
public final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a look-up can come to instead of an answer. */
  public enum Reason {
    /** NXDOMAIN, RFC 1035 section 4.1.1 code 3. */
    NO_SUCH_NAME,
    /** The name exists, and has no record of the kind asked for. */
    NO_RECORDS,
    /** The domain says that it takes no mail (RFC 7505). */
    NO_MAIL,
    /** SERVFAIL, RFC 1035 section 4.1.1 code 2, or what the system's resolver calls temporary. */
    SERVER_FAILURE,
    /** No answer in time. */
    TIMED_OUT,
    /** Anything else; the message holds what was said. */
    OTHER
  }

  private final Reason reason;

  /** Makes one. */
  public LookupException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The reason. */
  public Reason reason() {
    return reason;
  }
}
