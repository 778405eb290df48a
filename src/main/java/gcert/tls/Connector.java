package gcert.tls;

import gcert.dns.AddressLookup;
import gcert.dns.LookupException;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.failure.Step;
import gcert.net.AddressFamily;
import gcert.net.AddressText;
import gcert.net.Deadline;
import gcert.net.DialSettings;
import gcert.net.Dialer;
import gcert.net.ProxyException;
import gcert.net.ProxyServer;
import gcert.net.ProxyTunnel;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.net.UnreachableException;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gets from a target to a connection: look-up, address racing, proxy. */
public final class Connector {
  private static final int SMTP_PORT = 25;

  private static final String BLOCKED =
      "many networks block outgoing port 25: try from another network or through --proxy, or, if"
          + " users submit mail to this host, submission:// or smtps://";

  private final AddressLookup lookup;
  private final Dialer dialer;
  private final DialSettings settings;
  private final Deadline deadline;
  private final StopWatch watch;
  private final ExchangeLog log;

  /**
   * Makes one.
   *
   * @param lookup finds the addresses of names
   * @param deadline ends every read and write on the connection
   */
  public Connector(AddressLookup lookup, DialSettings settings, Deadline deadline) {
    this(
        lookup,
        new Dialer(),
        settings,
        deadline,
        new StopWatch(Ticker.system()),
        ExchangeLog.SILENT);
  }

  Connector(
      AddressLookup lookup,
      Dialer dialer,
      DialSettings settings,
      Deadline deadline,
      StopWatch watch,
      ExchangeLog log) {
    this.log = log;
    this.lookup = lookup;
    this.dialer = dialer;
    this.settings = settings;
    this.deadline = deadline;
    this.watch = watch;
  }

  /**
   * Connects.
   *
   * @param given the address to take; empty finds the host's addresses
   * @throws FailedException when that does not work, for whatever reason
   */
  public TimedSocket connect(ServerTarget target, Optional<InetAddress> given)
      throws FailedException {
    Optional<InetSocketAddress> instead = instead(target);
    Optional<InetAddress> address = instead.map(InetSocketAddress::getAddress).or(() -> given);
    int port = instead.map(InetSocketAddress::getPort).orElse(target.port());
    if (settings.proxy().isPresent()) {
      return throughProxy(settings.proxy().get(), target.host(), port, address);
    }
    List<InetAddress> addresses =
        address.isPresent() ? List.of(address.get()) : addresses(target.host());
    try {
      TimedSocket socket = dialer.dial(endpoints(addresses, port), settings, deadline, log);
      watch.lap(StopWatch.Span.CONNECT);
      return socket;
    } catch (UnreachableException e) {
      throw unreachable(e, target.port());
    } catch (IOException e) {
      throw local(e);
    }
  }

  /** No address of a server could be connected to. */
  public static FailedException unreachable(UnreachableException e, int port) {
    String what = String.valueOf(e.getMessage());
    return port == SMTP_PORT && e.looksBlocked()
        ? new FailedException(Step.CONNECT, Category.NOT_REACHED, what, BLOCKED)
        : new FailedException(Step.CONNECT, Category.NOT_REACHED, what);
  }

  private Optional<InetSocketAddress> instead(ServerTarget target) {
    Optional<InetSocketAddress> instead =
        settings
            .instead(target.identity().text(), target.port())
            .or(() -> settings.instead(target.host().text(), target.port()));
    instead.ifPresent(place -> log.note("connecting to " + place + " instead"));
    return instead;
  }

  private TimedSocket throughProxy(
      ProxyServer proxy, Host named, int port, Optional<InetAddress> given) throws FailedException {
    String name = "the proxy " + proxy.hostAndPort() + ": ";
    String host = given.isPresent() ? given.get().getHostAddress() : named.text();
    log.note("going through the proxy " + proxy.hostAndPort());
    try {
      List<InetAddress> addresses = proxyAddresses(proxy);
      TimedSocket socket = dialer.dial(endpoints(addresses, proxy.port()), settings, deadline, log);
      new ProxyTunnel(proxy, socket).open(host, port);
      log.note("the proxy has connected to " + host + " port " + port);
      watch.lap(StopWatch.Span.CONNECT);
      return socket;
    } catch (UnreachableException | ProxyException e) {
      throw new FailedException(Step.PROXY, Category.NOT_REACHED, name + e.getMessage());
    } catch (IOException e) {
      throw local(e);
    }
  }

  private List<InetAddress> addresses(Host host) throws FailedException {
    if (host instanceof Host.Address literal) {
      return ofFamily(List.of(literal.address()), settings.family());
    }
    try {
      List<InetAddress> found = lookUp(new Host.Name(host.text()));
      watch.lap(StopWatch.Span.DNS);
      return ofFamily(found, settings.family());
    } catch (LookupException e) {
      throw new FailedException(e.failure());
    }
  }

  /** The proxy is found as any server is; the target's name is left to it. */
  private List<InetAddress> proxyAddresses(ProxyServer proxy) throws FailedException {
    try {
      if (AddressText.isLiteral(proxy.host())) {
        return List.of(InetAddress.getByName(proxy.host()));
      }
      List<InetAddress> found = lookUp(new Host.Name(proxy.host()));
      watch.lap(StopWatch.Span.DNS);
      return found;
    } catch (LookupException | UnknownHostException e) {
      throw new FailedException(
          Step.PROXY,
          Category.NOT_REACHED,
          "the proxy " + proxy.hostAndPort() + ": " + e.getMessage());
    }
  }

  private List<InetAddress> lookUp(Host.Name name) throws LookupException {
    Duration left = Duration.ofNanos(Math.max(deadline.nanosLeft(), 1));
    return lookup.addresses(name, left, log);
  }

  /**
   * Those of a family.
   *
   * @throws FailedException when there is none
   */
  public static List<InetAddress> ofFamily(List<InetAddress> addresses, AddressFamily family)
      throws FailedException {
    List<InetAddress> kept = new ArrayList<>(addresses.size());
    for (InetAddress address : addresses) {
      if (family.contains(address)) {
        kept.add(address);
      }
    }
    if (kept.isEmpty()) {
      throw new FailedException(
          Step.LOOKUP, Category.NOT_REACHED, "the host has no " + family.label() + " address");
    }
    return kept;
  }

  private static List<InetSocketAddress> endpoints(List<InetAddress> addresses, int port) {
    List<InetSocketAddress> endpoints = new ArrayList<>(addresses.size());
    for (InetAddress address : addresses) {
      endpoints.add(new InetSocketAddress(address, port));
    }
    return endpoints;
  }

  /** A fault on this side: the local address cannot be used, or there is no socket left. */
  private FailedException local(IOException e) {
    return local(e, settings);
  }

  /** The same, of connections that are made in another way. */
  public static FailedException local(IOException e, DialSettings settings) {
    String said = Escaped.of(String.valueOf(e.getMessage()), 120);
    if (e instanceof BindException && settings.bind().isPresent()) {
      return new FailedException(
          Step.CONNECT,
          Category.LOCAL,
          "cannot connect from " + Host.Address.of(settings.bind().get()).text() + ": " + said,
          "--bind takes an address of this machine");
    }
    return new FailedException(Step.CONNECT, Category.LOCAL, "no connection can be made: " + said);
  }
}
