package gcert.net;

/** Tells an address literal from a name without a look-up. */
public final class AddressText {
  private AddressText() {}

  /**
   * Whether a host, without brackets, can only be an address: it has a colon (IPv6), or nothing but
   * digits and dots (IPv4).
   */
  public static boolean isLiteral(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }
}
