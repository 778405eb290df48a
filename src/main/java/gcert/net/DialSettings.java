package gcert.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How connections are made.
 *
 * @param family the addresses that may be used
 * @param connectTimeout the longest wait for one address
 * @param bind the local address to connect from; empty leaves it to the system
 * @param proxy the proxy to go through; empty connects directly
 * @param header what a server behind a load balancer is told first; empty tells it nothing
 */
public record DialSettings(
    AddressFamily family,
    Duration connectTimeout,
    Optional<InetAddress> bind,
    Optional<ProxyServer> proxy,
    Optional<ProxyHeader> header) {

  /** For a server that is not behind a load balancer. */
  public DialSettings(
      AddressFamily family,
      Duration connectTimeout,
      Optional<InetAddress> bind,
      Optional<ProxyServer> proxy) {
    this(family, connectTimeout, bind, proxy, Optional.empty());
  }

  /** Any family, 10 s for an address, no local address, no proxy. */
  public static DialSettings defaults() {
    return new DialSettings(
        AddressFamily.ANY, Duration.ofSeconds(10), Optional.empty(), Optional.empty());
  }
}
