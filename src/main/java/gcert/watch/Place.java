package gcert.watch;

import gcert.target.ServerTarget;

/**
 * A server as it is watched, whatever its addresses.
 *
 * @param url protocol, host and port in one canonical form: {@code smtp://mx.example.net:25}
 * @param host the DNS name or address, canonical
 * @param port the TCP port
 */
public record Place(String url, String host, int port) {

  /** The place of a target. */
  public static Place of(ServerTarget target) {
    return new Place(
        target.protocol().scheme() + "://" + target.hostAndPort(),
        target.host().text(),
        target.port());
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  public String hostAndPort() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
