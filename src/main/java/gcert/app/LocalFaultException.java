package gcert.app;

/** Thrown when something on this side fails; the message says what, and what to try. */
public final class LocalFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  public LocalFaultException(String message) {
    super(message);
  }

  public LocalFaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
