package gcert.cli.terminal;

/** Thrown when the reader of standard output has gone, as {@code head} does: a reason to stop. */
public final class ClosedOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClosedOutputException() {
    super("standard output was closed", null, false, false);
  }
}
