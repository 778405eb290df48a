package gcert.dns;

import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Finds the hosts that take the mail of a domain (RFC 5321 section 5.1). */
public final class MailLookup {
  /** An answer may hold thousands of records; no domain needs that many hosts. */
  private static final int MOST_HOSTS = 64;

  private final NameServers servers;

  private MailLookup(NameServers servers) {
    this.servers = servers;
  }

  /** Asks the name servers that the system is configured for. */
  public static MailLookup ofSystem() {
    return new MailLookup(NameServers.ofSystem());
  }

  /** Asks the server at an address, usually on port 53. */
  public static MailLookup of(InetSocketAddress server) {
    return new MailLookup(new NameServers(List.of(server)));
  }

  /**
   * The names of a domain's mail hosts, the preferred first, those of equal preference in the order
   * of their names; at most 64. A domain without MX records is its own mail host, if it has an
   * address. The names are as the records have them: they may be anything that fits into a DNS
   * name.
   *
   * @param limit the longest wait for an answer
   * @param log hears what was asked and answered
   * @throws LookupException when that cannot be found out, and with {@link
   *     LookupException.Reason#NO_SERVICE} when the domain says that it takes no mail (RFC 7505)
   */
  public List<String> hosts(Host.Name domain, Duration limit, ExchangeLog log)
      throws LookupException {
    List<MXRecord> records = new ArrayList<>();
    try {
      Name name = DnsLookup.absolute(domain);
      for (Record record : servers.records(name, Type.MX, "MX record", limit, log)) {
        if (record instanceof MXRecord mx) {
          records.add(mx);
        }
      }
    } catch (LookupException e) {
      if (e.reason() == LookupException.Reason.NO_RECORDS) {
        return List.of(domain.text());
      }
      throw e;
    }
    if (records.size() > MOST_HOSTS) {
      log.note(records.size() + " MX records: the first " + MOST_HOSTS + " hosts are taken");
    }
    records.sort(Comparator.comparingInt(MXRecord::getPriority).thenComparing(MXRecord::getTarget));
    return inOrder(records);
  }

  private static List<String> inOrder(List<MXRecord> records) throws LookupException {
    Set<String> hosts = new LinkedHashSet<>();
    for (MXRecord record : records) {
      // A root that stands beside other records is a mistake, and nowhere to deliver to.
      if (!record.getTarget().equals(Name.root) && hosts.size() < MOST_HOSTS) {
        hosts.add(record.getTarget().toString(/* omitFinalDot= */ true));
      }
    }
    if (hosts.isEmpty()) {
      throw new LookupException(
          LookupException.Reason.NO_SERVICE, "the domain takes no mail (null MX, RFC 7505)");
    }
    return List.copyOf(hosts);
  }
}
