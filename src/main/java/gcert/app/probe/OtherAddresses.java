package gcert.app.probe;

import gcert.dns.LookupException;
import gcert.run.VisitContext;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Finds the addresses of a host at which it was not asked. */
final class OtherAddresses {
  /** Large services have dozens, all alike. */
  private static final int MOST = 7;

  private OtherAddresses() {}

  /** None for an address, behind a proxy, and when the look-up fails. */
  static List<InetAddress> of(VisitContext context, Observation seen) {
    Optional<InetAddress> known = seen.address().map(InetSocketAddress::getAddress);
    if (!(seen.target() instanceof ServerTarget server)
        || server.host() instanceof Host.Address
        || known.isEmpty()
        || context.settings().dial().proxy().isPresent()) {
      return List.of();
    }
    try {
      return context
          .addresses()
          .allAddresses(
              new Host.Name(server.host().text()), context.settings().timeout(), ExchangeLog.SILENT)
          .found()
          .stream()
          .filter(address -> context.settings().dial().family().contains(address))
          .filter(address -> !address.equals(known.get()))
          .distinct()
          .limit(MOST)
          .toList();
    } catch (LookupException e) {
      // The server was reached a moment ago; its other addresses are no reason to fail.
      return List.of();
    }
  }
}
