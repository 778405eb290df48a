package gcert.revocation;

/** What becomes of a certificate of which nobody says whether it has been revoked. */
public enum RevocationMode {
  /** There is a warning. */
  SOFT,
  /** It fails. */
  HARD
}
