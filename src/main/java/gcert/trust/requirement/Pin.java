package gcert.trust.requirement;

import gcert.certificate.Certificate;
import gcert.signature.Sha256;

/**
 * The SHA-256 of a certificate or of a public key that a server is expected to show.
 *
 * @param kind what the digest was taken of
 * @param sha256 64 lower-case hex digits
 * @param label the pin as the user knows it: the text given, or a file and the name in it; escaped
 */
public record Pin(Kind kind, String sha256, String label) {

  /** What a digest was taken of. */
  public enum Kind {
    /** The DER octets of the certificate. */
    CERTIFICATE,
    /** The DER octets of the SubjectPublicKeyInfo (RFC 7469 section 2.4). */
    KEY,
    /** One or the other: a bare digest does not say. */
    EITHER
  }

  /**
   * The pin of a public key.
   *
   * @param spki the DER octets of the SubjectPublicKeyInfo
   * @param label the pin as the user knows it, escaped
   */
  public static Pin ofKey(byte[] spki, String label) {
    return new Pin(Kind.KEY, Sha256.hex(spki), label);
  }

  /** Whether it is the certificate itself that has this digest. */
  boolean meetsCertificate(Certificate certificate) {
    return kind != Kind.KEY && certificate.sha256().equals(sha256);
  }

  /** Whether it is the public key in the certificate that has this digest. */
  boolean meetsKey(Certificate certificate) {
    return kind != Kind.CERTIFICATE && certificate.spkiSha256().equals(sha256);
  }
}
