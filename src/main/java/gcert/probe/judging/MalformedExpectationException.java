package gcert.probe.judging;

/** Text is not what servers are expected to accept; the message says in which line and why. */
public final class MalformedExpectationException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedExpectationException(String message) {
    super(message);
  }
}
