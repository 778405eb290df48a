package gcert.rotation;

import java.util.Locale;

/** What the certificates of one host come to, from the calmest to the gravest. */
public enum RotationKind {
  /** One certificate everywhere. */
  STABLE,
  /** One certificate for each of several kinds of key, RSA and ECDSA for example. */
  SPLIT,
  /** A certificate and its successor, both in use: either is to be expected. */
  ROTATING,
  /** Certificates that do not belong together. */
  MISMATCH;

  /** The word in reports: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
