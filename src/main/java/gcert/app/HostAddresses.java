package gcert.app;

import gcert.dns.AddressLookup;
import gcert.dns.LookupException;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.AddressFamily;
import gcert.run.VisitContext;
import gcert.target.Host;
import gcert.target.ServerTarget;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * All addresses of a host, for what has to be seen at each of them.
 *
 * @param addresses at most 64, of the kind that the user wants, in the order of the answer
 * @param failure why there are none, or may be more; empty when these are all
 */
public record HostAddresses(List<InetAddress> addresses, Optional<Failure> failure) {
  /** An answer may hold thousands; nobody runs that many servers under one name. */
  private static final int MOST_ADDRESSES = 64;

  /** Takes a copy of the list. */
  public HostAddresses {
    addresses = List.copyOf(addresses);
  }

  /** Finds them. */
  public static HostAddresses find(VisitContext context, ServerTarget target) {
    if (target.host() instanceof Host.Address literal) {
      return new HostAddresses(List.of(literal.address()), Optional.empty());
    }
    AddressFamily family = context.settings().dial().family();
    try {
      AddressLookup.Whole whole =
          context
              .addresses()
              .allAddresses(
                  new Host.Name(target.host().text()),
                  context.settings().timeout(),
                  context.log(target));
      List<InetAddress> addresses =
          whole.found().stream().filter(family::contains).limit(MOST_ADDRESSES).toList();
      if (addresses.isEmpty()) {
        return new HostAddresses(
            List.of(),
            Optional.of(
                new Failure(
                    Step.LOOKUP,
                    Category.NOT_REACHED,
                    "the host has no " + family.label() + " address",
                    Optional.empty())));
      }
      // Where addresses of one kind could not be found out, nobody must think that all were seen.
      return new HostAddresses(
          addresses,
          family == AddressFamily.ANY
              ? whole.missing().map(LookupException::failure)
              : Optional.empty());
    } catch (LookupException e) {
      return new HostAddresses(List.of(), Optional.of(e.failure()));
    }
  }
}
