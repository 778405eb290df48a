package gcert.target;

import java.net.Inet6Address;
import java.net.InetAddress;

/** What stands before the port of a target: a DNS name, or an address written as a literal. */
public sealed interface Host permits Host.Name, Host.Address {

  /** The canonical text: an A-label name in lower case without a final dot, or an address. */
  String text();

  /**
   * A DNS name (RFC 1034, RFC 5890).
   *
   * @param text A-labels in lower case, without a trailing dot, at most 253 octets
   */
  record Name(String text) implements Host {}

  /**
   * An IPv4 or IPv6 address literal.
   *
   * @param text the canonical text (RFC 5952 for IPv6), without brackets
   * @param address the address itself; it was never looked up
   */
  record Address(String text, InetAddress address) implements Host {

    /** An address with its canonical text. */
    public static Address of(InetAddress address) {
      return new Address(
          address instanceof Inet6Address six ? Ipv6Text.of(six) : address.getHostAddress(),
          address);
    }
  }
}
