package gcert.watch;

import gcert.target.ServerTarget;

/**
 * A server as it is watched, whatever its addresses.
 *
 * @param url protocol, host and port in one canonical form: {@code smtp://mx.example.net:25}; a
 *     name given beside the host follows after a comma
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

  /** {@code host:port}, an IPv6 address in brackets, and the name given beside it, if any. */
  public String hostAndPort() {
    int comma = url.indexOf(',');
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        + ":"
        + port
        + (comma < 0 ? "" : url.substring(comma));
  }
}
