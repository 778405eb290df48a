package gcert.deployment;

import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of comparing all endpoints of some hosts with files. Immutable.
 *
 * @param files what is on the disk
 * @param endpoints each once, in the order of hosts, ports and addresses
 * @param at when the last of them was looked at
 */
public record Deployment(List<InstalledFile> files, List<Endpoint> endpoints, Instant at) {

  /** Takes copies of the lists. */
  public Deployment {
    files = List.copyOf(files);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Puts the endpoints together. An address at which nothing listens on any port was not reached,
   * and a host of which nothing is known is reported once, not once for each port.
   */
  public static Deployment of(List<InstalledFile> files, List<Endpoint> found, Instant at) {
    Map<String, Boolean> open = new LinkedHashMap<>();
    for (Endpoint endpoint : found) {
      open.merge(place(endpoint), endpoint.state() != Endpoint.State.CLOSED, Boolean::logicalOr);
    }
    Set<String> told = new HashSet<>();
    List<Endpoint> endpoints = new ArrayList<>();
    for (Endpoint endpoint : found) {
      boolean reached = open.getOrDefault(place(endpoint), false);
      Endpoint counted =
          endpoint.state() == Endpoint.State.CLOSED && !reached
              ? endpoint.in(Endpoint.State.FAILED)
              : endpoint;
      boolean ofHost = endpoint.seen().failure().filter(Deployment::isOfHost).isPresent();
      if (!ofHost || told.add(host(endpoint.seen()))) {
        endpoints.add(counted);
      }
    }
    return new Deployment(files, endpoints, at);
  }

  /** Those that show something else than the files have. */
  public List<Endpoint> differing() {
    return endpoints.stream().filter(e -> e.state() == Endpoint.State.DIFFERS).toList();
  }

  /** Those of which nothing was to be found out. */
  public List<Endpoint> failed() {
    return endpoints.stream().filter(e -> e.state() == Endpoint.State.FAILED).toList();
  }

  /** Those at which something listens, or should. */
  public List<Endpoint> answering() {
    return endpoints.stream().filter(e -> e.state() != Endpoint.State.CLOSED).toList();
  }

  /** Whether every endpoint that there is shows what the files have. */
  public boolean isDone() {
    return differing().isEmpty() && failed().isEmpty();
  }

  private static boolean isOfHost(Failure failure) {
    return failure.step() == Step.LOOKUP;
  }

  private static String place(Endpoint endpoint) {
    return host(endpoint.seen()) + " " + endpoint.addressText();
  }

  private static String host(Observation seen) {
    return seen.target() instanceof ServerTarget server ? server.host().text() : "";
  }
}
