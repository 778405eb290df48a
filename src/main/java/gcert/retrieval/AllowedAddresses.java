package gcert.retrieval;

import gcert.dns.AddressLookup;
import gcert.dns.LookupException;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A look-up that finds only such addresses as may be connected to. */
final class AllowedAddresses implements AddressLookup {
  private final AddressLookup lookup;
  private final AddressPolicy policy;

  AllowedAddresses(AddressLookup lookup, AddressPolicy policy) {
    this.lookup = lookup;
    this.policy = policy;
  }

  @Override
  public List<InetAddress> addresses(Host.Name name, Duration limit, ExchangeLog log)
      throws LookupException {
    List<InetAddress> allowed = new ArrayList<>();
    List<InetAddress> found = lookup.addresses(name, limit, log);
    for (InetAddress address : found) {
      if (policy.allows(address)) {
        allowed.add(address);
      }
    }
    if (allowed.isEmpty()) {
      throw new LookupException(
          LookupException.Reason.OTHER,
          refusal(name.text() + " has the private address " + found.get(0).getHostAddress()));
    }
    return allowed;
  }

  /** Why an address is not connected to. */
  static String refusal(String what) {
    return what + ", which certificates may not lead to without --allow-private-addresses";
  }
}
