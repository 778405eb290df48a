package gcert.watch;

/** Thrown when the state cannot be used as it is; the message says where and what to try. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public StateException(String message) {
    super(message);
  }
}
