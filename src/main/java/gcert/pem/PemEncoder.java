package gcert.pem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes certificates in the strict textual form of RFC 7468 section 3. */
public final class PemEncoder {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private PemEncoder() {}

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
