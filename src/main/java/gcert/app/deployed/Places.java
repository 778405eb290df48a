package gcert.app.deployed;

import gcert.app.HostAddresses;
import gcert.failure.Failure;
import gcert.run.VisitContext;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.Timing;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the addresses of hosts, each host's once however many ports of it are visited. */
final class Places {
  private final VisitContext context;
  private final Map<Host, HostAddresses> known = new HashMap<>();

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

  /** The places in the order of the doors, the addresses of each in the order of the answer. */
  List<Place> of(List<DeployedRequest.Door> doors) {
    List<Place> places = new ArrayList<>();
    for (DeployedRequest.Door door : doors) {
      if (context.settings().dial().proxy().isPresent()) {
        // The proxy finds the addresses.
        places.add(new Place(door, Optional.empty(), Optional.empty()));
        continue;
      }
      HostAddresses found =
          known.computeIfAbsent(
              door.target().host(), host -> HostAddresses.find(context, door.target()));
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
