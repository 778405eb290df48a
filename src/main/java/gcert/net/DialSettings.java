package gcert.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How connections are made.
 *
 * @param family the addresses that may be used
 * @param connectTimeout the longest wait for one address
 * @param bind the local address to connect from; empty leaves it to the system
 * @param proxy the proxy to go through; empty connects directly
 * @param header what a server behind a load balancer is told first; empty tells it nothing
 * @param elsewhere where connections go in place of what is named; the first that applies counts
 */
public record DialSettings(
    AddressFamily family,
    Duration connectTimeout,
    Optional<InetAddress> bind,
    Optional<ProxyServer> proxy,
    Optional<ProxyHeader> header,
    List<ConnectTo> elsewhere) {

  /** Takes a copy of the list. */
  public DialSettings {
    elsewhere = List.copyOf(elsewhere);
  }

  /** For a server that is not behind a load balancer. */
  public DialSettings(
      AddressFamily family,
      Duration connectTimeout,
      Optional<InetAddress> bind,
      Optional<ProxyServer> proxy) {
    this(family, connectTimeout, bind, proxy, Optional.empty(), List.of());
  }

  /** Where a connection goes in place of a host and port that are named; empty as a rule. */
  public Optional<InetSocketAddress> instead(String host, int port) {
    for (ConnectTo one : elsewhere) {
      Optional<InetSocketAddress> place = one.instead(host, port);
      if (place.isPresent()) {
        return place;
      }
    }
    return Optional.empty();
  }

  /** Any family, 10 s for an address, no local address, no proxy. */
  public static DialSettings defaults() {
    return new DialSettings(
        AddressFamily.ANY, Duration.ofSeconds(10), Optional.empty(), Optional.empty());
  }
}
