package gcert.probe;

/**
 * An entry of one of IANA's registries of TLS parameters.
 *
 * @param code the octets on the wire
 * @param name the registered name; {@code 0x} and digits for a code that is not in the registry
 * @param openSslName OpenSSL's name; empty where it has none
 * @param bits the bits of the cipher's key, for cipher suites; 0 where nothing is encrypted
 */
public record CodePoint(int code, String name, String openSslName, int bits) {

  /** Whether a cipher suite is one of TLS 1.3, which names neither key exchange nor key. */
  public boolean isTls13Suite() {
    return code >> 8 == 0x13 || code == 0x00c6 || code == 0x00c7;
  }

  /** Whether the key exchange is ephemeral ECDH, anonymous included. */
  boolean isEphemeralEc() {
    return name.startsWith("TLS_ECDHE_") || name.startsWith("TLS_ECDH_anon_");
  }

  /** Whether the server signs an ephemeral key exchange. */
  boolean isSignedExchange() {
    return (name.startsWith("TLS_ECDHE_") || name.startsWith("TLS_DHE_"))
        && !name.contains("_PSK_");
  }

  /** Whether it is encrypted in blocks with a MAC beside, to which RFC 7366 applies. */
  boolean isBlockCipher() {
    return name.contains("_CBC_");
  }
}
