package gcert.sender;

/** What becomes of a message. */
public enum Delivery {
  /** It is delivered under TLS to a server that has proven to be the right one. */
  VERIFIED("delivers"),
  /** It is delivered under TLS to whoever answered. */
  ENCRYPTED("delivers"),
  /** It is delivered without TLS. */
  IN_CLEAR("in clear"),
  /** It stays in the queue, and goes back to who sent it when that takes too long. */
  DEFERS("defers"),
  /** It goes back to who sent it. */
  BOUNCES("bounces");

  private final String word;

  Delivery(String word) {
    this.word = word;
  }

  /** The word in a table. */
  public String word() {
    return word;
  }

  /** Whether the message arrives, and nobody on the way could read it without effort. */
  public boolean isProtected() {
    return this == VERIFIED || this == ENCRYPTED;
  }
}
