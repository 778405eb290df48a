package gcert.tls;

import java.util.List;
import java.util.Optional;

/**
 * The parameters of a negotiated TLS session.
 *
 * @param version {@code TLSv1.3}, {@code TLSv1.2} …
 * @param cipher the IANA name of the cipher suite
 * @param group the key-exchange group by its IANA name ({@code x25519}, {@code secp256r1} …), where
 *     it could be read from the handshake
 * @param serverName the Server Name Indication that was sent (RFC 6066), A-labels
 * @param clientCertificateRequested whether the server sent a CertificateRequest
 * @param ocspResponses the stapled OCSP responses (RFC 6066, RFC 8446 section 4.4.2.1), DER, end
 *     entity's first; an empty array where a certificate had none
 */
public record TlsSession(
    String version,
    String cipher,
    Optional<String> group,
    Optional<String> serverName,
    boolean clientCertificateRequested,
    List<byte[]> ocspResponses) {

  /** Takes a copy of the list. */
  public TlsSession {
    ocspResponses = List.copyOf(ocspResponses);
  }
}
