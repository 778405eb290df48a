package gcert.tls;

import java.io.IOException;

/** Thrown when what a server sends does not begin as a TLS record does. */
final class NotTlsException extends IOException {
  private static final long serialVersionUID = 1L;

  NotTlsException() {
    super("not a TLS record");
  }
}
