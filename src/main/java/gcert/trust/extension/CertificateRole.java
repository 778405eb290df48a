package gcert.trust.extension;

/** The place of a certificate in a path. */
public enum CertificateRole {
  /** The certificate of the server. */
  END_ENTITY,
  /** A CA between the server and the anchor. */
  INTERMEDIATE,
  /** The anchor. */
  ANCHOR
}
