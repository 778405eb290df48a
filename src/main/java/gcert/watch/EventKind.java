package gcert.watch;

import java.util.Locale;

/** The kinds of news about a place. Their words are stable: scripts match them. */
public enum EventKind {
  /** A certificate that verifies was seen there for the first time. */
  FIRST_SEEN,
  /** A new certificate has the key of the one before. */
  RENEWED_SAME_KEY,
  /** A new certificate comes from another issuer than the one before. */
  CHANGED_ISSUER,
  /** A new certificate has a key of another algorithm than the one before. */
  CHANGED_KEY_TYPE,
  /** Old and new certificates are served side by side. */
  ROTATION_STARTED,
  /** The old certificates are gone, or the new ones are again. */
  ROTATION_FINISHED,
  /** A certificate in use is near its end. */
  EXPIRING,
  /** A certificate does not verify because its lifetime is over, or has not begun. */
  INVALID,
  /** A certificate does not verify for another reason. */
  UNEXPECTED,
  /** No certificate could be got, several times in a row. */
  UNREACHABLE,
  /** A certificate could be got again. */
  BACK;

  /** The word in lines, JSON and environment variables: {@code rotation-started}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
