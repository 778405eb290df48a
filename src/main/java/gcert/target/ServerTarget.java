package gcert.target;

/**
 * A server, and how TLS starts on it.
 *
 * @param text what the user wrote
 * @param host the DNS name or address to connect to
 * @param port the TCP port, 1 to 65535
 * @param protocol the dialogue that leads to TLS
 */
public record ServerTarget(String text, Host host, int port, Protocol protocol) implements Target {

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException when the port is outside 1 to 65535
   */
  public ServerTarget {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is outside 1 to 65535");
    }
  }

  /** {@code host:port}, an IPv6 address in brackets: the form used in every message. */
  public String hostAndPort() {
    String shown = host.text();
    return (shown.indexOf(':') >= 0 ? "[" + shown + "]" : shown) + ":" + port;
  }
}
