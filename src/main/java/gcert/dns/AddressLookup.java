package gcert.dns;

import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds the addresses of a host. Safe for use by many threads. */
public interface AddressLookup {

  /**
   * The A and AAAA records of a name, in the order of preference; at least one. Where the records
   * of one kind are there and those of the other are slow to come, they are not waited for (RFC
   * 8305 section 3).
   *
   * @param limit the longest wait for an answer
   * @param log hears what was asked and answered
   * @throws LookupException when there is no address; it says why
   */
  List<InetAddress> addresses(Host.Name name, Duration limit, ExchangeLog log)
      throws LookupException;

  /** The same, with nobody who listens. */
  default List<InetAddress> addresses(Host.Name name, Duration limit) throws LookupException {
    return addresses(name, limit, ExchangeLog.SILENT);
  }

  /**
   * All addresses of a name: the answer for each kind of address is waited for.
   *
   * @param limit the longest wait for the answers
   * @param log hears what was asked and answered
   * @throws LookupException when there is no address; it says why
   */
  default Whole allAddresses(Host.Name name, Duration limit, ExchangeLog log)
      throws LookupException {
    return new Whole(addresses(name, limit, log), Optional.empty());
  }

  /**
   * The addresses of a name, as far as they could be found.
   *
   * @param found at least one
   * @param missing why there may be more; empty when these are all
   */
  record Whole(List<InetAddress> found, Optional<LookupException> missing) {
    /** Takes a copy of the list. */
    public Whole {
      found = List.copyOf(found);
    }
  }
}
