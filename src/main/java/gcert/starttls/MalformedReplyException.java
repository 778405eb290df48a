package gcert.starttls;

import java.util.Optional;

/**
 * Thrown when what a server sends is not the protocol, or more than is reasonable; the message is
 * one clause for a person, with the server's text escaped.
 */
public final class MalformedReplyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Appearance> appearance;

  /** Makes one for a reply that resembles nothing known. */
  public MalformedReplyException(String message) {
    super(message);
    this.appearance = Optional.empty();
  }

  /** Makes one for what looks like another protocol. */
  public MalformedReplyException(Appearance appearance) {
    super("what the server says looks like " + appearance.label());
    this.appearance = Optional.of(appearance);
  }

  /** The protocol that it looks like, if any. */
  public Optional<Appearance> appearance() {
    return appearance;
  }
}
