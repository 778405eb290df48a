package gcert.tls;

import java.io.IOException;

/** Thrown when a server sends more than is read; the message is one clause for a person. */
final class LimitExceededException extends IOException {
  private static final long serialVersionUID = 1L;

  LimitExceededException(String message) {
    super(message);
  }
}
