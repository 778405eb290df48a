package gcert.starttls;

import java.util.List;
import java.util.Locale;

/** Reads why a server refused EHLO: because it does not know it, or because of the name given. */
final class HeloRefusal {
  /** The words of servers that look at the name. */
  private static final List<String> ABOUT_THE_NAME =
      List.of("HELO", "EHLO", "HOSTNAME", "HOST NAME", "FQDN", "FULLY", "DOMAIN NAME", "RESOLV");

  private HeloRefusal() {}

  /**
   * Whether another name may help: the server understood the command (RFC 5321 section 4.2.2 has
   * 500 and 502 for one it does not know), and its words are about the name or its code is that of
   * a parameter.
   */
  static boolean isAboutTheName(Reply reply) {
    if (reply.code() == 501 || reply.code() == 504) {
      return true;
    }
    if (reply.code() == 500 || reply.code() == 502 || reply.code() == 421) {
      return false;
    }
    String words = String.join(" ", reply.lines()).toUpperCase(Locale.ROOT);
    return ABOUT_THE_NAME.stream().anyMatch(words::contains);
  }
}
