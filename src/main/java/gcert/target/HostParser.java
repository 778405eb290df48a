package gcert.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** Reads the host of a target, or an identity to check: a DNS name or an address literal. */
public final class HostParser {
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /** Mapping to ASCII may shorten a name, but no honest one by more than this. */
  private static final int LONGEST_UNMAPPED = 4 * LONGEST_NAME;

  private HostParser() {}

  /**
   * Reads a host. Upper case, a trailing dot and U-labels are accepted and brought to A-labels in
   * lower case (IDNA2008 with the mapping of UTS #46); an IPv6 address may stand in brackets.
   *
   * <p>Nothing is looked up.
   *
   * @throws MalformedTargetException when the text is neither a name nor an address
   */
  public static Host parse(String text) throws MalformedTargetException {
    if (text.isEmpty() || text.equals(".")) {
      throw new MalformedTargetException("the host is empty");
    }
    if (text.startsWith("[") || text.indexOf(':') >= 0) {
      return ipv6(text);
    }
    String ascii = isAscii(text) ? text : toAscii(text);
    // Full-width digits are digits once they are mapped.
    if (!ascii.isEmpty() && looksLikeIpv4(ascii)) {
      return ipv4(ascii);
    }
    return name(ascii, text);
  }

  private static String toAscii(String text) throws MalformedTargetException {
    if (text.length() > LONGEST_UNMAPPED) {
      throw tooLong(text);
    }
    return Idna.toAscii(text);
  }

  private static Host ipv6(String text) throws MalformedTargetException {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String bare = bracketed ? text.substring(1, text.length() - 1) : text;
    if (bare.indexOf(':') < 0 || !hasOnlyAddressCharacters(bare)) {
      throw notAnAddress(text, "IPv6");
    }
    try {
      return Host.Address.of(InetAddress.getByName("[" + bare + "]"));
    } catch (UnknownHostException e) {
      throw namesUnknownZone(bare)
          ? new MalformedTargetException(
              QuotedText.of(text) + " is no address of a network interface of this machine")
          : notAnAddress(text, "IPv6");
    }
  }

  /** Whether an address would be one without its zone. */
  private static boolean namesUnknownZone(String bare) throws MalformedTargetException {
    int zone = bare.indexOf('%');
    return zone > 0 && ipv6(bare.substring(0, zone)) instanceof Host.Address;
  }

  private static boolean hasOnlyAddressCharacters(String bare) {
    int zone = bare.indexOf('%');
    int end = zone < 0 ? bare.length() : zone;
    for (int i = 0; i < end; i++) {
      char c = bare.charAt(i);
      if (c > 'f' || (Character.digit(c, 16) < 0 && c != ':' && c != '.')) {
        return false;
      }
    }
    return zone < 0 || zone + 1 < bare.length();
  }

  private static boolean looksLikeIpv4(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static Host ipv4(String text) throws MalformedTargetException {
    byte[] octets = new byte[4];
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw notAnAddress(text, "IPv4");
    }
    for (int i = 0; i < 4; i++) {
      String part = parts[i];
      if (part.isEmpty() || part.length() > 3 || Integer.parseInt(part) > 255) {
        throw notAnAddress(text, "IPv4");
      }
      octets[i] = (byte) Integer.parseInt(part);
    }
    try {
      return Host.Address.of(InetAddress.getByAddress(octets));
    } catch (UnknownHostException e) {
      throw notAnAddress(text, "IPv4");
    }
  }

  private static Host name(String ascii, String text) throws MalformedTargetException {
    String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    if (name.length() > LONGEST_NAME) {
      throw tooLong(text);
    }
    int labelStart = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        checkLabel(name, labelStart, i, text);
        labelStart = i + 1;
      }
    }
    return new Host.Name(name.toLowerCase(Locale.ROOT));
  }

  /** Underscores are let through: names of services carry them, and servers answer to them. */
  private static void checkLabel(String name, int from, int to, String text)
      throws MalformedTargetException {
    if (from == to) {
      throw new MalformedTargetException(QuotedText.of(text) + " has an empty label");
    }
    if (to - from > LONGEST_LABEL) {
      throw new MalformedTargetException(
          QuotedText.of(text) + " has a label longer than 63 octets");
    }
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      boolean innerHyphen = c == '-' && i > from && i < to - 1;
      if (!letterOrDigit && !innerHyphen) {
        throw new MalformedTargetException(
            QuotedText.of(text) + " is neither a host name nor an address");
      }
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static MalformedTargetException tooLong(String text) {
    return new MalformedTargetException(
        QuotedText.of(text) + " is longer than a DNS name can be (253 octets)");
  }

  private static MalformedTargetException notAnAddress(String text, String family) {
    return new MalformedTargetException(QuotedText.of(text) + " is not an " + family + " address");
  }
}
