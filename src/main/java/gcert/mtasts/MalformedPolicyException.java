package gcert.mtasts;

/** Thrown when a record or a policy breaks its grammar; the message is one clause, escaped. */
public final class MalformedPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPolicyException(String message) {
    super(message);
  }

  /** The clause. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
