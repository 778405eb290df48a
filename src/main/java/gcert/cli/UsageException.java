package gcert.cli;

/** Thrown when the command line cannot be carried out as it was given; the message says why. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
