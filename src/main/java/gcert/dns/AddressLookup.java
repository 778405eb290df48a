package gcert.dns;

import gcert.target.Host;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Finds the addresses of a host. Safe for use by many threads. */
public interface AddressLookup {

  /**
   * The A and AAAA records of a name, in the order of preference; at least one.
   *
   * @param limit the longest wait for an answer
   * @throws LookupException when there is no address; it says why
   */
  List<InetAddress> addresses(Host.Name name, Duration limit) throws LookupException;
}
