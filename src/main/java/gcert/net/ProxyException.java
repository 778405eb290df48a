package gcert.net;

import java.io.IOException;

/** Thrown when a proxy does not open the way; the message is one clause for a person. */
public final class ProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyException(String message) {
    super(message);
  }
}
