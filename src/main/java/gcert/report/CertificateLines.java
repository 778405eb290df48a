package gcert.report;

import gcert.certificate.Certificate;
import gcert.target.ServerTarget;
import java.util.List;

/** Certificates as single lines for other programs' configuration. */
public final class CertificateLines {
  private CertificateLines() {}

  /** {@code sha256 Fingerprint=AA:BB:…}, as {@code openssl x509 -fingerprint -sha256} prints it. */
  public static String fingerprint(Certificate certificate) {
    return "sha256 Fingerprint=" + colons(certificate.sha256()) + "\n";
  }

  /**
   * The TLSA record that pins the key, in zone-file form: usage DANE-EE, selector
   * SubjectPublicKeyInfo, matching type SHA-256 (RFC 6698 section 2.2).
   */
  public static String tlsa(ServerTarget server, Certificate certificate) {
    return "_"
        + server.port()
        + "._tcp."
        + server.identity().text()
        + ". IN TLSA 3 1 1 "
        + certificate.spkiSha256()
        + "\n";
  }

  /**
   * An entry of {@code smtp_tls_policy_maps} at level {@code fingerprint}. Postfix compares the
   * digest of the certificate or of its key; {@code smtp_tls_fingerprint_digest} must be {@code
   * sha256}.
   */
  public static String postfix(ServerTarget server, Certificate certificate) {
    return postfix(server, List.of(certificate));
  }

  /** The same for a server from which any of several certificates is acceptable. */
  public static String postfix(ServerTarget server, List<Certificate> certificates) {
    StringBuilder entry = new StringBuilder();
    entry.append('[').append(server.identity().text()).append("]:").append(server.port());
    entry.append(" fingerprint");
    for (Certificate certificate : certificates) {
      entry.append(" match=").append(colons(certificate.sha256()));
    }
    return entry.append('\n').toString();
  }

  private static String colons(String hex) {
    StringBuilder text = new StringBuilder(hex.length() * 3 / 2);
    for (int i = 0; i < hex.length(); i += 2) {
      if (i > 0) {
        text.append(':');
      }
      text.append(Character.toUpperCase(hex.charAt(i)));
      text.append(Character.toUpperCase(hex.charAt(i + 1)));
    }
    return text.toString();
  }
}
