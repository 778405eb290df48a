package gcert.watch;

import gcert.certificate.Certificate;
import gcert.report.JsonText;
import java.time.Instant;

/**
 * What is remembered of a certificate. The certificate itself is a PEM file of the state folder.
 *
 * @param sha256 the SHA-256 over its DER octets, 64 lower-case hex digits
 * @param spkiSha256 the SHA-256 over its SubjectPublicKeyInfo, likewise
 * @param subject the subject as RFC 4514 writes it, unescaped, cut when it is of no sensible length
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

  /** No honest name is longer; a hostile one would fill the disk. */
  private static final int LONGEST_NAME = 2000;

  /** The facts of a certificate. */
  public static KnownCertificate of(Certificate certificate) {
    return new KnownCertificate(
        certificate.sha256(),
        certificate.spkiSha256(),
        remembered(certificate.subject()),
        remembered(certificate.issuer()),
        certificate.serialNumber().toString(16),
        certificate.keyFamily(),
        certificate.notBefore(),
        certificate.notAfter());
  }

  private static String remembered(String name) {
    String kept = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    return JsonText.wellFormed(kept);
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
