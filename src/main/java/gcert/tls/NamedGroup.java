package gcert.tls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A key-exchange group (IANA registry "TLS Supported Groups").
 *
 * @param code the two octets on the wire
 */
public record NamedGroup(int code) {
  static final NamedGroup X25519 = new NamedGroup(29);
  private static final int X25519_MLKEM768 = 4588;

  /**
   * What is offered where nothing else is asked for, the preferred one first: that of the JDK and
   * of OpenSSL 3.0, behind it the hybrids, and last the curves without which a certificate on them
   * is not shown (RFC 8422 section 5.1).
   */
  static final List<NamedGroup> COMMON =
      listOf(
          29,
          23,
          30,
          25,
          24,
          X25519_MLKEM768,
          4587,
          4589,
          256,
          257,
          258,
          259,
          260,
          26,
          27,
          28,
          31,
          32,
          33,
          22);

  /** What is offered beyond that where old or rare ones are asked for. */
  static final List<NamedGroup> LEGACY = listOf(21, 19, 20, 18, 14, 13, 12, 11, 10, 9, 7, 6);

  /** Those that can be asked for by name. */
  private static final List<NamedGroup> NAMED =
      listOf(
          29,
          30,
          23,
          24,
          25,
          X25519_MLKEM768,
          4587,
          4589,
          512,
          513,
          514,
          256,
          257,
          258,
          259,
          260,
          26,
          27,
          28,
          31,
          32,
          33,
          22,
          21,
          19);

  private static List<NamedGroup> listOf(int... codes) {
    List<NamedGroup> groups = new ArrayList<>(codes.length);
    for (int code : codes) {
      groups.add(new NamedGroup(code));
    }
    return Collections.unmodifiableList(groups);
  }

  /** The group with a registered name, in whatever letter case, or OpenSSL's name {@code P-256}. */
  public static Optional<NamedGroup> of(String name) {
    String wanted =
        switch (name.toUpperCase(Locale.ROOT)) {
          case "P-256", "PRIME256V1" -> "secp256r1";
          case "P-384" -> "secp384r1";
          case "P-521" -> "secp521r1";
          default -> name;
        };
    for (NamedGroup group : NAMED) {
      if (group.label().equalsIgnoreCase(wanted)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** The names of those that can be asked for. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(NAMED.size());
    for (NamedGroup group : NAMED) {
      names.add(group.label());
    }
    return names;
  }

  /** Whether it is for TLS 1.2 and before only, where a first message has no key for it. */
  boolean isBeforeTls13() {
    return (code < 23 && code > 0) || (code >= 26 && code <= 28);
  }

  /** The registered name, or {@code 0x} and four digits for one that is not known here. */
  public String label() {
    return switch (code) {
      case 6 -> "sect233k1";
      case 7 -> "sect233r1";
      case 9 -> "sect283k1";
      case 10 -> "sect283r1";
      case 11 -> "sect409k1";
      case 12 -> "sect409r1";
      case 13 -> "sect571k1";
      case 14 -> "sect571r1";
      case 18 -> "secp192k1";
      case 20 -> "secp224k1";
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
