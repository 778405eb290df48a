package gcert.cli;

/** Thrown when something on this side fails; the message says what, and what to try. */
final class LocalFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  LocalFaultException(String message) {
    super(message);
  }

  LocalFaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
