package gcert.starttls;

import java.util.Optional;

/**
 * Thrown when what a server sends is not the protocol, or more than is reasonable; the message is
 * one clause for a person, with the server's text escaped.
 */
public final class MalformedReplyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<RecognizedProtocol> recognized;

  /** Makes one for a reply that resembles nothing known. */
  public MalformedReplyException(String message) {
    super(message);
    this.recognized = Optional.empty();
  }

  /** Makes one for what looks like another protocol. */
  public MalformedReplyException(RecognizedProtocol recognized) {
    super("what the server says looks like " + recognized.label());
    this.recognized = Optional.of(recognized);
  }

  /** The protocol that it looks like, if any. */
  public Optional<RecognizedProtocol> recognized() {
    return recognized;
  }
}
