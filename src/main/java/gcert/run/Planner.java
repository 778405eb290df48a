package gcert.run;

import gcert.dns.AddressLookup;
import gcert.dns.LookupException;
import gcert.dns.ServiceLookup;
import gcert.net.AddressFamily;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Finds the endpoints that one target stands for. */
final class Planner {
  /** An answer may hold thousands of addresses; nobody runs that many servers under one name. */
  private static final int MOST_ADDRESSES = 256;

  private final VisitContext context;
  private final Expansion expansion;
  private final BiConsumer<ServerTarget, String> leftOut;

  /**
   * Makes one.
   *
   * @param leftOut hears of a server of which not every address is an endpoint
   */
  Planner(VisitContext context, Expansion expansion, BiConsumer<ServerTarget, String> leftOut) {
    this.context = context;
    this.expansion = expansion;
    this.leftOut = leftOut;
  }

  /**
   * One place to visit.
   *
   * @param server the server, under the text of the target that led to it
   * @param address the address to visit; empty leaves the choice to the visit
   * @param failure why there is nothing to visit; empty when there is
   * @param spent how long the look-ups took that led here
   */
  record Endpoint(
      ServerTarget server,
      Optional<InetAddress> address,
      Optional<LookupException> failure,
      Duration spent) {
    static Endpoint of(ServerTarget server) {
      return of(server, Duration.ZERO);
    }

    static Endpoint of(ServerTarget server, Duration spent) {
      return new Endpoint(server, Optional.empty(), Optional.empty(), spent);
    }

    static Endpoint failed(ServerTarget server, LookupException failure) {
      return new Endpoint(server, Optional.empty(), Optional.of(failure), Duration.ZERO);
    }
  }

  /** Whether look-ups are needed to know the endpoints. */
  boolean asks() {
    return expansion.discovery() != Discovery.HOST || expansion.allAddresses();
  }

  /** The endpoints of a target, each once whatever the number of samples; at least one. */
  List<Endpoint> endpoints(ServerTarget target) {
    List<Endpoint> hosts =
        switch (expansion.discovery()) {
          case HOST -> List.of(Endpoint.of(target));
          case MX -> mailHosts(target);
          case SRV -> services(target);
        };
    if (!expansion.allAddresses()) {
      return hosts;
    }
    List<Endpoint> all = new ArrayList<>();
    for (Endpoint host : hosts) {
      if (host.failure().isPresent()) {
        all.add(host);
      } else {
        all.addAll(addresses(host.server(), host.spent()));
      }
    }
    return all;
  }

  private List<Endpoint> mailHosts(ServerTarget target) {
    if (!(target.host() instanceof Host.Name domain)) {
      return List.of(
          Endpoint.failed(
              target, other("is an address; --mx takes mail domains such as example.net")));
    }
    List<Endpoint> found = new ArrayList<>();
    long begin = context.ticker().nanos();
    try {
      List<String> hosts =
          context.mail().get().hosts(domain, context.left(Duration.ZERO), context.log(target));
      Duration spent = context.since(begin);
      for (String host : hosts) {
        found.add(mailHost(target, host, spent));
      }
    } catch (LookupException e) {
      return List.of(Endpoint.failed(target, e));
    }
    return found;
  }

  /** RFC 5321 section 5.1: an MX record names a host. Some name an address, which is none. */
  private static Endpoint mailHost(ServerTarget target, String host, Duration spent) {
    try {
      Host parsed = HostParser.parse(host);
      if (parsed instanceof Host.Name) {
        return Endpoint.of(
            new ServerTarget(
                target.text(), parsed, target.port(), target.protocol(), target.name()),
            spent);
      }
      return Endpoint.failed(
          target, other("the MX record names the address " + parsed.text() + ", not a host"));
    } catch (MalformedTargetException e) {
      return Endpoint.failed(target, other("the MX record names no host: " + e.getMessage()));
    }
  }

  private List<Endpoint> services(ServerTarget target) {
    if (!(target.host() instanceof Host.Name domain)) {
      return List.of(
          Endpoint.failed(
              target, other("is an address; --srv takes mail domains such as example.net")));
    }
    List<Endpoint> found = new ArrayList<>();
    long begin = context.ticker().nanos();
    try {
      ServiceLookup.Services services =
          context
              .services()
              .get()
              .services(
                  domain, target.protocol(), context.left(Duration.ZERO), context.log(target));
      Duration spent = context.since(begin);
      for (ServiceLookup.Service service : services.found()) {
        found.add(service(target, service, spent));
      }
      services.missing().ifPresent(why -> found.add(Endpoint.failed(target, why)));
    } catch (LookupException e) {
      return List.of(Endpoint.failed(target, e));
    }
    return found;
  }

  private static Endpoint service(
      ServerTarget target, ServiceLookup.Service service, Duration spent) {
    try {
      if (service.port() > 0 && HostParser.parse(service.host()) instanceof Host.Name host) {
        return Endpoint.of(
            new ServerTarget(
                target.text(), host, service.port(), service.protocol(), target.name()),
            spent);
      }
      return Endpoint.failed(target, other("the SRV record names no host and port"));
    } catch (MalformedTargetException e) {
      return Endpoint.failed(target, other("the SRV record names no host: " + e.getMessage()));
    }
  }

  private List<Endpoint> addresses(ServerTarget server, Duration before) {
    AddressFamily family = context.settings().dial().family();
    List<Endpoint> found = new ArrayList<>();
    long begin = context.ticker().nanos();
    try {
      AddressLookup.Whole all = allOf(server, context.left(before));
      Duration spent = before.plus(context.since(begin));
      List<InetAddress> wanted = sorted(all.found()).stream().filter(family::contains).toList();
      wanted.stream()
          .limit(MOST_ADDRESSES)
          .map(address -> new Endpoint(server, Optional.of(address), Optional.empty(), spent))
          .forEach(found::add);
      if (wanted.size() > MOST_ADDRESSES) {
        leftOut.accept(
            server,
            "has "
                + wanted.size()
                + " addresses: only the first "
                + MOST_ADDRESSES
                + " are visited");
      }
      if (all.missing().isPresent() && family == AddressFamily.ANY) {
        // Not every address was visited, and nobody must think so.
        found.add(Endpoint.failed(server, all.missing().get()));
      }
    } catch (LookupException e) {
      return List.of(Endpoint.failed(server, e));
    }
    if (found.isEmpty()) {
      return List.of(
          Endpoint.failed(server, other("the host has no " + family.label() + " address")));
    }
    return found;
  }

  private AddressLookup.Whole allOf(ServerTarget server, Duration limit) throws LookupException {
    if (server.host() instanceof Host.Address literal) {
      return new AddressLookup.Whole(List.of(literal.address()), Optional.empty());
    }
    return context
        .addresses()
        .allAddresses(new Host.Name(server.host().text()), limit, context.log(server));
  }

  /** Answers come in any order; what is made of them is to be compared from run to run. */
  private static List<InetAddress> sorted(List<InetAddress> addresses) {
    return addresses.stream()
        .sorted(
            Comparator.comparing((InetAddress address) -> address.getAddress().length)
                .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned))
        .toList();
  }

  private static LookupException other(String what) {
    return new LookupException(LookupException.Reason.OTHER, what);
  }
}
