package gcert.target;

/** Thrown when a text is not a target; the message says what is wrong with it and what would do. */
public final class MalformedTargetException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence for a person, in which the text is quoted and escaped. */
  public MalformedTargetException(String message) {
    super(message);
  }
}
