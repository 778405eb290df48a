package gcert.watch;

import gcert.certificate.Certificate;
import java.time.Instant;

/**
 * What is remembered of a certificate. The certificate itself is a PEM file of the state folder.
 *
 * @param sha256 the SHA-256 over its DER octets, 64 lower-case hex digits
 * @param spkiSha256 the SHA-256 over its SubjectPublicKeyInfo, likewise
 * @param subject the subject as RFC 4514 writes it, unescaped
 * @param issuer the issuer, likewise
 * @param serial the serial number in hex
 * @param keyType the algorithm of its key: {@code RSA}, {@code EC} …
 * @param notBefore the first instant of its lifetime
 * @param notAfter the last instant of its lifetime
 */
public record KnownCertificate(
    String sha256,
    String spkiSha256,
    String subject,
    String issuer,
    String serial,
    String keyType,
    Instant notBefore,
    Instant notAfter) {
  private static final int SHORT = 12;

  /** The facts of a certificate. */
  public static KnownCertificate of(Certificate certificate) {
    return new KnownCertificate(
        certificate.sha256(),
        certificate.spkiSha256(),
        certificate.subject(),
        certificate.issuer(),
        certificate.serialNumber().toString(16),
        certificate.keyFamily(),
        certificate.notBefore(),
        certificate.notAfter());
  }

  /** The first twelve digits of the fingerprint: enough for a person to tell two apart. */
  public String shortName() {
    return sha256.substring(0, SHORT);
  }

  /** Whether the lifetime is over at an instant. */
  public boolean expiredAt(Instant at) {
    return at.isAfter(notAfter);
  }
}
