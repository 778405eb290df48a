package gcert.pem;

import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Writes certificates in the strict textual form of RFC 7468 section 3. */
public final class PemEncoder {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private PemEncoder() {}

  /**
   * The text of the certificates that a server has shown in a session.
   *
   * @param chain whether all of them are wanted, in the order sent, or only the server's own
   * @throws SSLPeerUnverifiedException when it has shown none
   */
  public static String encode(SSLSession session, boolean chain) throws SSLPeerUnverifiedException {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : session.getPeerCertificates()) {
      try {
        text.append(encode(certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException("a certificate of the session has no octets", e);
      }
      if (!chain) {
        break;
      }
    }
    return text.toString();
  }

  /**
   * The text of one certificate: lines of 64 characters ended by a line feed, byte for byte what
   * {@code openssl x509} writes.
   *
   * @param der the certificate's DER octets
   */
  public static String encode(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + LINES.encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }
}
