package gcert.net;

import java.util.Optional;

/**
 * A proxy that opens connections for others. It is given the server's name and does the look-up.
 *
 * @param type the language it speaks
 * @param host its name or address literal, without brackets
 * @param port its TCP port, 1 to 65535
 * @param credentials what to identify with, where it asks
 */
public record ProxyServer(Type type, String host, int port, Optional<Credentials> credentials) {

  /** The languages of proxies. */
  public enum Type {
    /** RFC 1928, with user name and password by RFC 1929. */
    SOCKS5,
    /** The CONNECT method of RFC 9110 section 9.3.6, with Basic authentication of RFC 7617. */
    HTTP
  }

  /**
   * A user name and a password; neither is ever shown.
   *
   * @param user at most 255 octets of UTF-8, no colon for HTTP
   * @param password at most 255 octets of UTF-8
   */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException when the port is outside 1 to 65535 or the host is empty
   */
  public ProxyServer {
    if (port < 1 || port > 65535 || host.isEmpty()) {
      throw new IllegalArgumentException("a proxy needs a host and a port from 1 to 65535");
    }
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  public String hostAndPort() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
