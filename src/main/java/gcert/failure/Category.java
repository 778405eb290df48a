package gcert.failure;

/** The classes of failure that a script tells apart; each has an exit code of its own. */
public enum Category {
  /** No answer: name not found, refused, unreachable, time out before an answer. */
  NOT_REACHED(3),
  /** The domain says that it has no such service (RFC 7505, RFC 2782): there is nobody to reach. */
  NO_SERVICE(3),
  /** The server speaks but gives no TLS. */
  NO_TLS(4),
  /** The TLS handshake failed. */
  HANDSHAKE(5),
  /** A fault on this side: a file unreadable, an output not writable. */
  LOCAL(8),
  /** A bug in gcert: nothing is known of the server. */
  BUG(70),
  /** Rejected temporarily: try again later. */
  TEMPORARY(75);

  private final int exitCode;

  Category(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process exit code. */
  public int exitCode() {
    return exitCode;
  }
}
