package gcert.trust;

import gcert.certificate.Certificate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(spki);
      return new Pin(Kind.KEY, HexFormat.of().formatHex(digest), label);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
