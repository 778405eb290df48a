package gcert.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is weak about a session by today's recommendations (RFC 9325, RFC 8996, RFC 9155). */
final class Weaknesses {
  /** RFC 9325 section 4.1 has 2048 bits for the least. */
  private static final int SMALLEST_DH = 2048;

  private Weaknesses() {}

  /**
   * Each in a few words.
   *
   * @param dhBits the size of the Diffie-Hellman group; empty when there is none
   * @param signatureScheme by which the server signed; empty when it did not, or it was not seen
   */
  static List<String> of(
      String version, String cipher, OptionalInt dhBits, Optional<String> signatureScheme) {
    List<String> found = new ArrayList<>();
    switch (version) {
      case "TLSv1.3", "TLSv1.2" -> {
        // As it should be.
      }
      default -> found.add(version);
    }
    if (cipher.contains("_NULL_")) {
      found.add("no encryption");
    }
    if (cipher.contains("_3DES_") || cipher.contains("_SEED_")) {
      found.add(cipher.contains("_3DES_") ? "3DES" : "SEED");
    }
    if (cipher.startsWith("TLS_RSA_")) {
      found.add("no forward secrecy");
    }
    if (dhBits.orElse(SMALLEST_DH) < SMALLEST_DH) {
      found.add("Diffie-Hellman group of " + dhBits.getAsInt() + " bits");
    }
    String scheme = signatureScheme.orElse("");
    if (scheme.endsWith("_sha1") || scheme.endsWith("_md5")) {
      found.add("key exchange signed with " + (scheme.endsWith("_md5") ? "MD5" : "SHA-1"));
    }
    return found;
  }
}
