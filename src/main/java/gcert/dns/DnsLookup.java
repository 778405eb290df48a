package gcert.dns;

import gcert.target.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks one name server for addresses, and it alone: neither the hosts file nor a cache has a say.
 *
 * <p>A and AAAA are asked at the same time, and a chain of aliases is followed for at most 16
 * steps.
 */
public final class DnsLookup implements AddressLookup {
  private final NameServers servers;

  /** Asks the server at an address, usually on port 53. */
  public DnsLookup(InetSocketAddress server) {
    this.servers = new NameServers(List.of(server));
  }

  @Override
  public List<InetAddress> addresses(Host.Name name, Duration limit) throws LookupException {
    Name asked = absolute(name);
    NameServers.Question six = servers.ask(asked, Type.AAAA, "address", limit);
    NameServers.Question four = servers.ask(asked, Type.A, "address", limit);
    List<InetAddress> found = new ArrayList<>();
    List<LookupException> failed = new ArrayList<>();
    collect(six, found, failed);
    collect(four, found, failed);
    if (found.isEmpty()) {
      throw gravest(failed);
    }
    return found;
  }

  /** The name as dnsjava has it, ended by the root. */
  static Name absolute(Host.Name name) throws LookupException {
    try {
      return Name.fromString(name.text() + ".");
    } catch (TextParseException e) {
      throw new LookupException(
          LookupException.Reason.OTHER, "the name cannot be asked for: " + e.getMessage());
    }
  }

  private static void collect(
      NameServers.Question question, List<InetAddress> found, List<LookupException> failed) {
    try {
      for (Record record : question.await()) {
        if (record instanceof AAAARecord six) {
          found.add(six.getAddress());
        } else if (record instanceof ARecord four) {
          found.add(four.getAddress());
        }
      }
    } catch (LookupException e) {
      failed.add(e);
    }
  }

  /** Of two failures the one that says more: that there are no AAAA records is the common case. */
  private static LookupException gravest(List<LookupException> failed) {
    for (LookupException e : failed) {
      if (e.reason() != LookupException.Reason.NO_RECORDS) {
        return e;
      }
    }
    return failed.get(0);
  }
}
