package gcert.watch;

/** Thrown when a line of the journal was written by a version that knows more than this one. */
final class NewerJournalException extends Exception {
  private static final long serialVersionUID = 1L;

  NewerJournalException() {
    super("was written by a newer gcert");
  }
}
