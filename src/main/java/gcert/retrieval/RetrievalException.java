package gcert.retrieval;

/** Thrown when something that is published cannot be fetched; the message is a clause, escaped. */
public final class RetrievalException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public RetrievalException(String message) {
    super(message);
  }
}
