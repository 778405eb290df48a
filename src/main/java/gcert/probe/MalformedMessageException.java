package gcert.probe;

/** A server's message does not have the form that TLS gives it, or exceeds a limit. */
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param what what is wrong, one clause
   */
  MalformedMessageException(String what) {
    super(what, null, false, false);
  }
}
