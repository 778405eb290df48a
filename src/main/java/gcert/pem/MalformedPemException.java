package gcert.pem;

/** Thrown when a text is not what RFC 7468 allows; it names the line, counted from 1. */
public final class MalformedPemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /** Makes one for a line. */
  public MalformedPemException(int line, String what) {
    super("line " + line + ": " + what);
    this.line = line;
  }

  /** The line at fault, counted from 1. */
  public int line() {
    return line;
  }
}
