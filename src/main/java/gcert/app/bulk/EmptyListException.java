package gcert.app.bulk;

/** Thrown when there was no target to look at, which must not pass for good news. */
public final class EmptyListException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public EmptyListException() {
    super("no target in it");
  }
}
