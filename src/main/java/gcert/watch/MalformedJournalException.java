package gcert.watch;

/** Thrown when a line of the journal is not what gcert writes; the message says why. */
final class MalformedJournalException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJournalException(String message) {
    super(message);
  }
}
