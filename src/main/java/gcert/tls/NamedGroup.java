package gcert.tls;

import java.util.List;

/**
 * A key-exchange group (IANA registry "TLS Supported Groups").
 *
 * @param code the two octets on the wire
 */
record NamedGroup(int code) {
  static final NamedGroup X25519 = new NamedGroup(29);

  /**
   * The codes of the groups that are offered, in the order of preference; the last ones so that a
   * certificate on such a curve is shown (RFC 8422 section 5.1).
   */
  static final List<Integer> OFFERED =
      List.of(29, 23, 30, 24, 25, 256, 257, 258, 259, 260, 26, 27, 28, 31, 32, 33, 22);

  /** The registered name, or {@code 0x} and four digits for one that is not known here. */
  String label() {
    return switch (code) {
      case 19 -> "secp192r1";
      case 21 -> "secp224r1";
      case 22 -> "secp256k1";
      case 23 -> "secp256r1";
      case 24 -> "secp384r1";
      case 25 -> "secp521r1";
      case 26 -> "brainpoolP256r1";
      case 27 -> "brainpoolP384r1";
      case 28 -> "brainpoolP512r1";
      case 29 -> "x25519";
      case 30 -> "x448";
      case 31 -> "brainpoolP256r1tls13";
      case 32 -> "brainpoolP384r1tls13";
      case 33 -> "brainpoolP512r1tls13";
      case 256 -> "ffdhe2048";
      case 257 -> "ffdhe3072";
      case 258 -> "ffdhe4096";
      case 259 -> "ffdhe6144";
      case 260 -> "ffdhe8192";
      case 512 -> "MLKEM512";
      case 513 -> "MLKEM768";
      case 514 -> "MLKEM1024";
      case 4587 -> "SecP256r1MLKEM768";
      case 4588 -> "X25519MLKEM768";
      case 4589 -> "SecP384r1MLKEM1024";
      default -> "0x" + Integer.toHexString(0x10000 | (code & 0xffff)).substring(1);
    };
  }
}
