package gcert.tls;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How this machine introduces itself where the user does not say: by its fully qualified name, or
 * by an address literal when it has none (RFC 5321 sections 4.1.1.1 and 4.1.3).
 *
 * <p>The name is taken from the system without a look-up, which could take longer than the
 * exchange.
 */
public final class HeloName {
  private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private HeloName() {}

  /** The name for a connection that has this local address. */
  public static String of(InetAddress local) {
    String name = systemName();
    return isFullyQualified(name) ? name : literal(local);
  }

  private static String systemName() {
    try {
      return Files.readString(LINUX_NAME).strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      // Not Linux: an address literal does as well (RFC 5321 section 4.1.4).
      return "";
    }
  }

  static boolean isFullyQualified(String name) {
    if (name.length() > MAX_NAME || name.indexOf('.') < 0) {
      return false;
    }
    boolean letter = false;
    int labelStart = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '.';
      if (c == '.') {
        int length = i - labelStart;
        if (length == 0
            || length > MAX_LABEL
            || name.charAt(labelStart) == '-'
            || name.charAt(i - 1) == '-') {
          return false;
        }
        labelStart = i + 1;
      } else if (c >= 'a' && c <= 'z') {
        letter = true;
      } else if (!(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return letter;
  }

  static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return address instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
  }
}
