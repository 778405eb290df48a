package gcert.probe;

import java.util.Optional;

/** The versions of SSL and TLS, newest first. */
public enum ProtocolVersion {
  /** RFC 8446. */
  TLS_1_3("TLS 1.3", "TLSv1.3", 0x0304),
  /** RFC 5246. */
  TLS_1_2("TLS 1.2", "TLSv1.2", 0x0303),
  /** RFC 4346; RFC 8996 forbids it. */
  TLS_1_1("TLS 1.1", "TLSv1.1", 0x0302),
  /** RFC 2246; RFC 8996 forbids it. */
  TLS_1_0("TLS 1.0", "TLSv1", 0x0301),
  /** RFC 6101; RFC 7568 forbids it. */
  SSL_3_0("SSL 3.0", "SSLv3", 0x0300),
  /** RFC 6176 forbids it. */
  SSL_2_0("SSL 2.0", "SSLv2", 0x0002);

  private final String label;
  private final String key;
  private final int code;

  ProtocolVersion(String label, String key, int code) {
    this.label = label;
    this.key = key;
    this.code = code;
  }

  /** The name as a person writes it: {@code TLS 1.3}. */
  public String label() {
    return label;
  }

  /** The name in JSON: {@code TLSv1.3}. */
  public String key() {
    return key;
  }

  int code() {
    return code;
  }

  /** Whether it has the handshake of SSL 3.0 to TLS 1.2, with the certificate in clear. */
  boolean isClassic() {
    return this != TLS_1_3 && this != SSL_2_0;
  }

  /** The version with a code on the wire. */
  static Optional<ProtocolVersion> of(int code) {
    for (ProtocolVersion version : values()) {
      if (version.code == code) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
