package gcert.http;

import java.io.IOException;

/** Thrown when an answer is no HTTP, or larger than allowed; the message is one clause. */
final class MalformedAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }
}
