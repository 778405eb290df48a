package gcert.probe;

/** Whether a server takes something. */
public enum Support {
  /** It does. */
  YES,
  /** It does not. */
  NO,
  /** It could not be found out. */
  UNKNOWN;

  static Support of(boolean taken) {
    return taken ? YES : NO;
  }
}
