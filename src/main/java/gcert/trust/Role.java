package gcert.trust;

/** The place of a certificate in a path. */
enum Role {
  /** The certificate of the server. */
  LEAF,
  /** A CA between the server and the anchor. */
  INTERMEDIATE,
  /** The anchor. */
  ANCHOR
}
