package gcert.tls;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters of a TLS session, as far as they were settled.
 *
 * @param version {@code TLSv1.3}, {@code TLSv1.2} …
 * @param cipher the IANA name of the cipher suite
 * @param group the key-exchange group by its IANA name ({@code x25519}, {@code secp256r1} …); empty
 *     where there is none or it has no name
 * @param dhBits the bits of the prime, where a server of TLS 1.2 or before chose a Diffie-Hellman
 *     group of its own
 * @param signatureScheme the IANA name of the scheme with which the server signed its key exchange;
 *     empty before TLS 1.2 and where nothing was signed
 * @param serverName the Server Name Indication that was sent (RFC 6066), A-labels
 * @param applicationProtocol the protocol that was agreed on by ALPN (RFC 7301)
 * @param extendedMasterSecret whether the keys are bound to the handshake (RFC 7627); always so in
 *     TLS 1.3
 * @param sessionTicket whether the server gives tickets for resumption (RFC 5077); empty in TLS
 *     1.3, where they come after the handshake
 * @param clientCertificateRequested whether the server sent a CertificateRequest
 * @param proven whether the server has proven to hold the key of its certificate
 * @param ocspResponses the stapled OCSP responses (RFC 6066, RFC 8446 section 4.4.2.1), DER, end
 *     entity's first; an empty array where a certificate had none
 */
public record TlsSession(
    String version,
    String cipher,
    Optional<String> group,
    OptionalInt dhBits,
    Optional<String> signatureScheme,
    Optional<String> serverName,
    Optional<String> applicationProtocol,
    boolean extendedMasterSecret,
    Optional<Boolean> sessionTicket,
    boolean clientCertificateRequested,
    boolean proven,
    List<byte[]> ocspResponses) {

  /** Takes a copy of the list. */
  public TlsSession {
    ocspResponses = List.copyOf(ocspResponses);
  }

  /** One of which no more is known. */
  public TlsSession(
      String version,
      String cipher,
      Optional<String> group,
      Optional<String> serverName,
      boolean clientCertificateRequested,
      List<byte[]> ocspResponses) {
    this(
        version,
        cipher,
        group,
        OptionalInt.empty(),
        Optional.empty(),
        serverName,
        Optional.empty(),
        version.equals("TLSv1.3"),
        Optional.empty(),
        clientCertificateRequested,
        true,
        ocspResponses);
  }

  /** The kind of key with which the server proved itself; empty where that cannot be told. */
  public Optional<Authentication> authentication() {
    return signatureScheme
        .flatMap(SignatureScheme::authentication)
        .or(() -> CipherSuite.of(cipher).flatMap(CipherSuite::authentication));
  }

  /**
   * What is weak about the session by RFC 9325, each in a few words; none as a rule.
   *
   * @see Weaknesses
   */
  public List<String> weaknesses() {
    return Weaknesses.of(version, cipher, dhBits, signatureScheme);
  }
}
