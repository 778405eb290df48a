package gcert.tls;

import java.util.Locale;
import java.util.Optional;

/**
 * The signature schemes that can be offered (IANA registry "TLS SignatureScheme"), in the order of
 * preference: that of OpenSSL, so that a server with several certificates shows the same one.
 */
enum SignatureScheme {
  ECDSA_SECP256R1_SHA256(0x0403, Authentication.ECDSA),
  ECDSA_SECP384R1_SHA384(0x0503, Authentication.ECDSA),
  ECDSA_SECP521R1_SHA512(0x0603, Authentication.ECDSA),
  ED25519(0x0807, Authentication.EDDSA),
  ED448(0x0808, Authentication.EDDSA),
  ECDSA_BRAINPOOLP256R1TLS13_SHA256(0x081a, Authentication.ECDSA),
  ECDSA_BRAINPOOLP384R1TLS13_SHA384(0x081b, Authentication.ECDSA),
  ECDSA_BRAINPOOLP512R1TLS13_SHA512(0x081c, Authentication.ECDSA),
  RSA_PSS_PSS_SHA256(0x0809, Authentication.RSA),
  RSA_PSS_PSS_SHA384(0x080a, Authentication.RSA),
  RSA_PSS_PSS_SHA512(0x080b, Authentication.RSA),
  RSA_PSS_RSAE_SHA256(0x0804, Authentication.RSA),
  RSA_PSS_RSAE_SHA384(0x0805, Authentication.RSA),
  RSA_PSS_RSAE_SHA512(0x0806, Authentication.RSA),
  RSA_PKCS1_SHA256(0x0401, Authentication.RSA),
  RSA_PKCS1_SHA384(0x0501, Authentication.RSA),
  RSA_PKCS1_SHA512(0x0601, Authentication.RSA),
  MLDSA65(0x0905, Authentication.ML_DSA),
  MLDSA87(0x0906, Authentication.ML_DSA),
  MLDSA44(0x0904, Authentication.ML_DSA),
  ECDSA_SHA224(0x0303, Authentication.ECDSA),
  RSA_PKCS1_SHA224(0x0301, Authentication.RSA),
  ECDSA_SHA1(0x0203, Authentication.ECDSA),
  RSA_PKCS1_SHA1(0x0201, Authentication.RSA),
  DSA_SHA256(0x0402, Authentication.DSS),
  DSA_SHA384(0x0502, Authentication.DSS),
  DSA_SHA512(0x0602, Authentication.DSS),
  DSA_SHA224(0x0302, Authentication.DSS),
  DSA_SHA1(0x0202, Authentication.DSS),
  RSA_PKCS1_MD5(0x0101, Authentication.RSA);

  private final int code;
  private final Authentication authentication;

  SignatureScheme(int code, Authentication authentication) {
    this.code = code;
    this.authentication = authentication;
  }

  /** The two octets on the wire. */
  int code() {
    return code;
  }

  /** The kind of key that makes such signatures. */
  Authentication authentication() {
    return authentication;
  }

  /** Whether it is offered only where old suites are asked for. */
  boolean legacy() {
    return authentication == Authentication.DSS || this == RSA_PKCS1_MD5;
  }

  /** The kind of key behind a scheme that goes by this name; empty for one that is not known. */
  static Optional<Authentication> authentication(String label) {
    for (SignatureScheme scheme : values()) {
      if (label.equals(label(scheme.code))) {
        return Optional.of(scheme.authentication);
      }
    }
    return Optional.empty();
  }

  /** The registered name, or {@code 0x} and four digits for one that is not known here. */
  static String label(int code) {
    for (SignatureScheme scheme : values()) {
      if (scheme.code == code) {
        return scheme.name().toLowerCase(Locale.ROOT).replace("brainpoolp", "brainpoolP");
      }
    }
    return "0x" + Integer.toHexString(0x10000 | (code & 0xffff)).substring(1);
  }
}
