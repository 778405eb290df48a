package gcert.rollover;

/** Thrown when what was written down of earlier runs cannot be read; the message is one clause. */
public final class MalformedSightingsException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSightingsException(String message) {
    super(message);
  }
}
