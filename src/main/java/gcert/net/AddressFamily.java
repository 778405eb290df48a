package gcert.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Which kinds of address may be used. */
public enum AddressFamily {
  /** IPv4 and IPv6. */
  ANY("IP"),
  /** IPv4 only. */
  IPV4("IPv4"),
  /** IPv6 only. */
  IPV6("IPv6");

  private final String label;

  AddressFamily(String label) {
    this.label = label;
  }

  /** The family as a message names it. */
  public String label() {
    return label;
  }

  /** Whether an address is of this family. */
  public boolean contains(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> address instanceof Inet6Address;
    };
  }
}
