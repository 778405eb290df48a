package gcert.trust.extension;

import gcert.failure.Escaped;
import java.util.List;

/** Extended key usages (RFC 5280 section 4.2.1.12). */
public final class ExtendedKeyUsages {
  static final String SERVER = "1.3.6.1.5.5.7.3.1";

  /** Any purpose: anyExtendedKeyUsage. */
  public static final String ANY = "2.5.29.37.0";

  private static final int SHOWN = 3;

  private ExtendedKeyUsages() {}

  /**
   * Whether a server may use the certificate, or a CA issue to servers. "Any" alone does not say
   * so: RFC 5280 leaves it to the verifier, and OpenSSL and webpki refuse it.
   */
  public static boolean allowServer(List<String> purposes) {
    return purposes.contains(SERVER);
  }

  /** The purposes in words: the first few, then a count. */
  public static String text(List<String> purposes) {
    StringBuilder text = new StringBuilder("only for ");
    for (int i = 0; i < Math.min(SHOWN, purposes.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(word(purposes.get(i)));
    }
    if (purposes.isEmpty()) {
      return "for nothing";
    }
    if (purposes.contains(ANY)) {
      return "for any purpose, which many verifiers do not take for that of a server";
    }
    int more = purposes.size() - SHOWN;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  /** What a purpose is for. */
  public static String word(String oid) {
    return switch (oid) {
      case "1.3.6.1.5.5.7.3.2" -> "clients";
      case "1.3.6.1.5.5.7.3.3" -> "code signing";
      case "1.3.6.1.5.5.7.3.4" -> "e-mail";
      case "1.3.6.1.5.5.7.3.8" -> "time stamps";
      case "1.3.6.1.5.5.7.3.9" -> "OCSP responses";
      default -> Escaped.of(oid, 64);
    };
  }
}
