package gcert.cli.option;

/** Thrown when the command line cannot be carried out as it was given; the message says why. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
