package gcert.starttls;

/** When a dialogue asks the server to start TLS. */
public enum StartTls {
  /** When the server announces that it can. */
  AUTO,
  /**
   * In any case: some servers can and do not say so, or something on the way hides that they do.
   */
  ALWAYS
}
