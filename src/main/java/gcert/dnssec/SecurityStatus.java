package gcert.dnssec;

/** How far an answer can be believed (RFC 4035 section 4.3), the best first. */
public enum SecurityStatus {
  /** Signatures lead from a trust anchor to the records, or to the proof that there are none. */
  SECURE("secure"),
  /** A zone above is proven not to be signed: anybody may have written the answer. */
  INSECURE("insecure"),
  /** Nothing is known: no server answered, or the answer is of a kind that is not validated. */
  INDETERMINATE("indeterminate"),
  /** The answer should be signed, and is not or wrongly so. */
  BOGUS("bogus");

  private final String word;

  SecurityStatus(String word) {
    this.word = word;
  }

  /** The word of RFC 4035. */
  public String word() {
    return word;
  }

  /** What two answers are worth that both are needed: the lesser of the two. */
  public SecurityStatus and(SecurityStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Whether a sender may go on with the answer; otherwise it tries later. */
  public boolean isUsable() {
    return this == SECURE || this == INSECURE;
  }
}
