package gcert.cli.option;

/** Thrown when the text of a value means nothing; the message goes on behind the text. */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a clause such as "is not a number from 1 to 10". */
  public InvalidValueException(String fault) {
    super(fault);
  }
}
