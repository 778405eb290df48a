package gcert.probe;

/** What a client with a post-quantum key share meets. */
public enum PostQuantum {
  /** Its share of X25519MLKEM768 is taken at once. */
  YES("yes", "yes"),
  /** The server asks for a share of another hybrid group first. */
  ROUND_TRIP("round_trip", "costs a round trip"),
  /** The server takes hybrid groups, but chooses another where it can. */
  NOT_CHOSEN("not_chosen", "accepted, but not chosen"),
  /** The server takes hybrid groups, but the hello with the share is lost or refused. */
  LOST("lost", "the hello does not get through"),
  /** The server takes no hybrid group. */
  NO("no", "no"),
  /** It could not be found out. */
  UNKNOWN("unknown", "not found out");

  private final String key;
  private final String label;

  PostQuantum(String key, String label) {
    this.key = key;
    this.label = label;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The words in text. */
  public String label() {
    return label;
  }
}
