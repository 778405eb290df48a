package gcert.tls;

import java.util.Optional;

/**
 * The cipher suites that can be offered (IANA registry "TLS Cipher Suites"), in the order of
 * preference. The name of a constant is the registered one.
 */
enum CipherSuite {
  TLS_AES_256_GCM_SHA384(0x1302, false),
  TLS_AES_128_GCM_SHA256(0x1301, false),
  TLS_CHACHA20_POLY1305_SHA256(0x1303, false),
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xc02c, false),
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xc02b, false),
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xcca9, false),
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xc030, false),
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xcca8, false),
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xc02f, false),
  TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(0x009f, false),
  TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xccaa, false),
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(0x009e, false),
  TLS_ECDHE_ECDSA_WITH_AES_256_CCM(0xc0ad, false),
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM(0xc0ac, false),
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xc024, false),
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xc028, false),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xc023, false),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xc027, false),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA256(0x006b, false),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA256(0x0067, false),
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xc00a, false),
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xc014, false),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xc009, false),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xc013, false),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA(0x0039, false),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA(0x0033, false),
  TLS_RSA_WITH_AES_256_GCM_SHA384(0x009d, false),
  TLS_RSA_WITH_AES_128_GCM_SHA256(0x009c, false),
  TLS_RSA_WITH_AES_256_CBC_SHA256(0x003d, false),
  TLS_RSA_WITH_AES_128_CBC_SHA256(0x003c, false),
  TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, false),
  TLS_RSA_WITH_AES_128_CBC_SHA(0x002f, false),
  TLS_AES_128_CCM_8_SHA256(0x1305, true),
  TLS_AES_128_CCM_SHA256(0x1304, true),
  TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8(0xc0af, true),
  TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8(0xc0ae, true),
  TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_GCM_SHA384(0xc087, true),
  TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256(0xc086, true),
  TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384(0xc073, true),
  TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256(0xc072, true),
  TLS_ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384(0xc05d, true),
  TLS_ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256(0xc05c, true),
  TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA(0xc008, true),
  TLS_ECDHE_RSA_WITH_CAMELLIA_256_GCM_SHA384(0xc08b, true),
  TLS_ECDHE_RSA_WITH_CAMELLIA_128_GCM_SHA256(0xc08a, true),
  TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384(0xc077, true),
  TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256(0xc076, true),
  TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384(0xc061, true),
  TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256(0xc060, true),
  TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA(0xc012, true),
  TLS_DHE_RSA_WITH_AES_256_CCM(0xc09f, true),
  TLS_DHE_RSA_WITH_AES_128_CCM(0xc09e, true),
  TLS_DHE_RSA_WITH_AES_256_CCM_8(0xc0a3, true),
  TLS_DHE_RSA_WITH_AES_128_CCM_8(0xc0a2, true),
  TLS_DHE_RSA_WITH_CAMELLIA_256_GCM_SHA384(0xc07d, true),
  TLS_DHE_RSA_WITH_CAMELLIA_128_GCM_SHA256(0xc07c, true),
  TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256(0x00c4, true),
  TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256(0x00be, true),
  TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA(0x0088, true),
  TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA(0x0045, true),
  TLS_DHE_RSA_WITH_ARIA_256_GCM_SHA384(0xc053, true),
  TLS_DHE_RSA_WITH_ARIA_128_GCM_SHA256(0xc052, true),
  TLS_DHE_RSA_WITH_SEED_CBC_SHA(0x009a, true),
  TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA(0x0016, true),
  TLS_RSA_WITH_AES_256_CCM(0xc09d, true),
  TLS_RSA_WITH_AES_128_CCM(0xc09c, true),
  TLS_RSA_WITH_AES_256_CCM_8(0xc0a1, true),
  TLS_RSA_WITH_AES_128_CCM_8(0xc0a0, true),
  TLS_RSA_WITH_CAMELLIA_256_GCM_SHA384(0xc07b, true),
  TLS_RSA_WITH_CAMELLIA_128_GCM_SHA256(0xc07a, true),
  TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256(0x00c0, true),
  TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256(0x00ba, true),
  TLS_RSA_WITH_CAMELLIA_256_CBC_SHA(0x0084, true),
  TLS_RSA_WITH_CAMELLIA_128_CBC_SHA(0x0041, true),
  TLS_RSA_WITH_ARIA_256_GCM_SHA384(0xc051, true),
  TLS_RSA_WITH_ARIA_128_GCM_SHA256(0xc050, true),
  TLS_RSA_WITH_SEED_CBC_SHA(0x0096, true),
  TLS_RSA_WITH_3DES_EDE_CBC_SHA(0x000a, true),
  TLS_DHE_DSS_WITH_AES_256_GCM_SHA384(0x00a3, true),
  TLS_DHE_DSS_WITH_AES_128_GCM_SHA256(0x00a2, true),
  TLS_DHE_DSS_WITH_AES_256_CBC_SHA256(0x006a, true),
  TLS_DHE_DSS_WITH_AES_128_CBC_SHA256(0x0040, true),
  TLS_DHE_DSS_WITH_AES_256_CBC_SHA(0x0038, true),
  TLS_DHE_DSS_WITH_AES_128_CBC_SHA(0x0032, true),
  TLS_DHE_DSS_WITH_CAMELLIA_256_GCM_SHA384(0xc081, true),
  TLS_DHE_DSS_WITH_CAMELLIA_128_GCM_SHA256(0xc080, true),
  TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA256(0x00c3, true),
  TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256(0x00bd, true),
  TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA(0x0087, true),
  TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA(0x0044, true),
  TLS_DHE_DSS_WITH_ARIA_256_GCM_SHA384(0xc057, true),
  TLS_DHE_DSS_WITH_ARIA_128_GCM_SHA256(0xc056, true),
  TLS_DHE_DSS_WITH_SEED_CBC_SHA(0x0099, true),
  TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA(0x0013, true),
  TLS_ECDHE_ECDSA_WITH_NULL_SHA(0xc006, true),
  TLS_ECDHE_RSA_WITH_NULL_SHA(0xc010, true),
  TLS_RSA_WITH_NULL_SHA256(0x003b, true),
  TLS_RSA_WITH_NULL_SHA(0x0002, true);

  private final int code;
  private final boolean legacy;

  CipherSuite(int code, boolean legacy) {
    this.code = code;
    this.legacy = legacy;
  }

  /** The two octets on the wire. */
  int code() {
    return code;
  }

  /** Whether it is offered only where old or rare suites are asked for. */
  boolean legacy() {
    return legacy;
  }

  /** Whether it is one of TLS 1.3, which says nothing of key exchange and authentication. */
  boolean isTls13() {
    return code >> 8 == 0x13;
  }

  /** The kind of key that the suite asks of the server; empty for TLS 1.3, where any will do. */
  Optional<Authentication> authentication() {
    if (isTls13()) {
      return Optional.empty();
    }
    return Optional.of(
        name().contains("_ECDSA_")
            ? Authentication.ECDSA
            : name().contains("_DSS_") ? Authentication.DSS : Authentication.RSA);
  }

  /** The suite with a registered name; empty for one that is not known. */
  static Optional<CipherSuite> of(String name) {
    for (CipherSuite suite : values()) {
      if (suite.name().equals(name)) {
        return Optional.of(suite);
      }
    }
    return Optional.empty();
  }

  /** The registered name, or {@code 0x} and four digits for one that is not known here. */
  static String label(int code) {
    for (CipherSuite suite : values()) {
      if (suite.code == code) {
        return suite.name();
      }
    }
    return "0x" + Integer.toHexString(0x10000 | (code & 0xffff)).substring(1);
  }
}
