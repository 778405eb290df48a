package gcert.app.deployed;

import gcert.dns.AddressLookup;
import gcert.dns.LookupException;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.AddressFamily;
import gcert.run.VisitContext;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the addresses of hosts, each host's once however many ports of it are visited. */
final class Places {
  /** An answer may hold thousands of addresses; nobody runs that many servers under one name. */
  private static final int MOST_ADDRESSES = 64;

  private final VisitContext context;
  private final Map<Host, Found> known = new HashMap<>();

  Places(VisitContext context) {
    this.context = context;
  }

  /**
   * One port at one address.
   *
   * @param address the address; empty leaves finding it to the visit
   * @param failed what is to be reported in place of a visit; empty where there is one
   */
  record Place(
      DeployedRequest.Door door, Optional<InetAddress> address, Optional<Observation> failed) {}

  private record Found(List<InetAddress> addresses, Optional<Failure> failure) {}

  /** The places in the order of the doors, the addresses of each in the order of the answer. */
  List<Place> of(List<DeployedRequest.Door> doors) {
    List<Place> places = new ArrayList<>();
    for (DeployedRequest.Door door : doors) {
      if (context.settings().dial().proxy().isPresent()) {
        // The proxy finds the addresses.
        places.add(new Place(door, Optional.empty(), Optional.empty()));
        continue;
      }
      Found found = known.computeIfAbsent(door.target().host(), host -> find(door.target()));
      for (InetAddress address : found.addresses()) {
        places.add(new Place(door, Optional.of(address), Optional.empty()));
      }
      found
          .failure()
          .ifPresent(
              failure ->
                  places.add(
                      new Place(
                          door, Optional.empty(), Optional.of(failed(door.target(), failure)))));
    }
    return places;
  }

  private Found find(ServerTarget target) {
    if (target.host() instanceof Host.Address literal) {
      return new Found(List.of(literal.address()), Optional.empty());
    }
    AddressFamily family = context.settings().dial().family();
    ExchangeLog log = context.log(target);
    try {
      AddressLookup.Whole whole =
          context
              .addresses()
              .allAddresses(new Host.Name(target.host().text()), context.settings().timeout(), log);
      List<InetAddress> addresses =
          whole.found().stream().filter(family::contains).limit(MOST_ADDRESSES).toList();
      if (addresses.isEmpty()) {
        return new Found(
            List.of(),
            Optional.of(
                new Failure(
                    Step.LOOKUP,
                    Category.NOT_REACHED,
                    "the host has no " + family.label() + " address",
                    Optional.empty())));
      }
      // Where addresses of one kind could not be found out, nobody must think that all were seen.
      return new Found(
          addresses,
          family == AddressFamily.ANY
              ? whole.missing().map(LookupException::failure)
              : Optional.empty());
    } catch (LookupException e) {
      return new Found(List.of(), Optional.of(e.failure()));
    }
  }

  private Observation failed(ServerTarget target, Failure failure) {
    return new Observation(
        target,
        context.clock().instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Timing.none(),
        Optional.of(failure));
  }
}
