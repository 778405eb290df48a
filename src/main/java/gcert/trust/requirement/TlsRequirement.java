package gcert.trust.requirement;

import gcert.tls.TlsSession;
import gcert.tls.TlsVersion;
import gcert.trust.Rule;
import java.util.Locale;
import java.util.Optional;

/** What can be demanded of a TLS session, by the word for it on the command line. */
public enum TlsRequirement {
  /** TLS 1.2 or newer (RFC 8996 has done away with what is older). */
  TLS1_2(Rule.REQUIRE_VERSION, "tls1.2"),
  /** TLS 1.3. */
  TLS1_3(Rule.REQUIRE_VERSION, "tls1.3"),
  /** An ephemeral key exchange over an elliptic curve, hybrids with ML-KEM included. */
  ECDHE(Rule.REQUIRE_KEY_EXCHANGE, "ecdhe"),
  /** A key exchange with forward secrecy: ephemeral, whatever the group. */
  PFS(Rule.REQUIRE_KEY_EXCHANGE, "pfs"),
  /** AES with 128-bit keys. */
  AES128(Rule.REQUIRE_CIPHER, "aes128"),
  /** AES with 256-bit keys. */
  AES256(Rule.REQUIRE_CIPHER, "aes256"),
  /** ChaCha20-Poly1305 (RFC 7905). */
  CHACHA20(Rule.REQUIRE_CIPHER, "chacha20"),
  /** Authenticated encryption: GCM, CCM or ChaCha20-Poly1305. */
  AEAD(Rule.REQUIRE_CIPHER, "aead");

  private final Rule rule;
  private final String word;

  TlsRequirement(Rule rule, String word) {
    this.rule = rule;
    this.word = word;
  }

  /** The word on the command line. */
  public String word() {
    return word;
  }

  /** The rule that a session breaks which does not meet the demand. */
  Rule rule() {
    return rule;
  }

  /** Whether it names one cipher of several that can be named together, each as good. */
  boolean isAlternative() {
    return this == AES128 || this == AES256 || this == CHACHA20;
  }

  /** The demand with a word such as {@code tls1.3}; letter case does not matter. */
  public static Optional<TlsRequirement> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Optional<TlsVersion> version = TlsVersion.of(word);
    if (version.isPresent()) {
      lower = "tls" + version.get().number();
    }
    for (TlsRequirement demand : values()) {
      if (demand.word.equals(lower)) {
        return Optional.of(demand);
      }
    }
    return Optional.empty();
  }

  /** Whether a session is as demanded. What cannot be told from the session counts as no. */
  boolean isMetBy(TlsSession session) {
    boolean newest = session.version().equals("TLSv1.3");
    String cipher = session.cipher();
    return switch (this) {
      case TLS1_2 -> newest || session.version().equals("TLSv1.2");
      case TLS1_3 -> newest;
      case ECDHE -> newest ? isCurve(session) : cipher.startsWith("TLS_ECDHE_");
      case PFS -> newest || cipher.startsWith("TLS_ECDHE_") || cipher.startsWith("TLS_DHE_");
      case AES128 -> cipher.contains("_AES_128_");
      case AES256 -> cipher.contains("_AES_256_");
      case CHACHA20 -> cipher.contains("_CHACHA20_");
      case AEAD ->
          cipher.contains("_GCM_") || cipher.contains("_CCM") || cipher.contains("_CHACHA20_");
    };
  }

  /** The cipher suites of TLS 1.3 do not name the key exchange; its group does. */
  private static boolean isCurve(TlsSession session) {
    String group = session.group().orElse("").toLowerCase(Locale.ROOT);
    return group.startsWith("x25519")
        || group.startsWith("x448")
        || group.startsWith("secp")
        || group.startsWith("brainpool");
  }
}
