package gcert.target;

import java.util.Optional;

/**
 * A server, and how TLS starts on it.
 *
 * @param text what the user wrote
 * @param host the DNS name or address to connect to
 * @param port the TCP port, 1 to 65535
 * @param protocol the dialogue that leads to TLS
 * @param name the name that was given for the server beside the place to connect to; empty where
 *     the host is the name
 */
public record ServerTarget(
    String text, Host host, int port, Protocol protocol, Optional<Host.Name> name)
    implements Target {

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

  /** A server that goes by the name of its host. */
  public ServerTarget(String text, Host host, int port, Protocol protocol) {
    this(text, host, port, protocol, Optional.empty());
  }

  /** Whom the certificate has to be for: the name given, else the host. */
  public Host identity() {
    return name.isPresent() ? name.get() : host;
  }

  /**
   * {@code host:port}, an IPv6 address in brackets, and {@code ,name} where one was given: the form
   * used in every message, and a target itself.
   */
  public String hostAndPort() {
    String shown = host.text();
    return (shown.indexOf(':') >= 0 ? "[" + shown + "]" : shown)
        + ":"
        + port
        + (name.isPresent() ? "," + name.get().text() : "");
  }
}
