package gcert.roots;

/**
 * Thrown when a set of roots cannot be read; the message names the file, the line and the fault.
 */
public final class RootsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence for a person. */
  public RootsException(String message) {
    super(message);
  }
}
