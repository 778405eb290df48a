package gcert.app.ready;

import gcert.dnssec.AuthoritativeLookup;
import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecureLookup;
import gcert.net.AddressFamily;
import gcert.rollover.NameServerAnswer;
import gcert.rollover.TlsaSet;
import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Finds the name servers of the zone that a name is in, and asks each at each of its addresses. */
final class ZoneServers {
  private static final int MOST_SERVERS = 16;
  private static final int MOST_ADDRESSES = 8;
  private static final int PORT = 53;

  private final SecureLookup lookup;
  private final AuthoritativeLookup servers;
  private final AddressFamily family;
  private final Duration limit;

  /**
   * Makes one.
   *
   * @param limit the longest wait for each answer
   */
  ZoneServers(
      SecureLookup lookup, AuthoritativeLookup servers, AddressFamily family, Duration limit) {
    this.lookup = lookup;
    this.servers = servers;
    this.family = family;
    this.limit = limit;
  }

  /**
   * A zone and the names of its servers.
   *
   * @param name the zone's name
   */
  record Zone(String name, List<String> servers) {}

  /** The zone that a name is in: the nearest name above it, or itself, that has NS records. */
  Optional<Zone> zoneOf(String owner, ExchangeLog log) {
    String at = owner;
    while (!at.isEmpty()) {
      SecureAnswer answer = lookup.ask(at, Type.NS, limit, log);
      if (answer.hasRecords() && !answer.isAlias()) {
        List<String> names = new ArrayList<>();
        for (Record record : answer.records()) {
          if (record instanceof NSRecord server && names.size() < MOST_SERVERS) {
            names.add(
                server.getTarget().toString(/* omitFinalDot= */ true).toLowerCase(Locale.ROOT));
          }
        }
        names.sort(String::compareTo);
        return Optional.of(new Zone(at, names));
      }
      int dot = at.indexOf('.');
      at = dot < 0 ? "" : at.substring(dot + 1);
    }
    return Optional.empty();
  }

  /** What each server of a zone says of the TLSA records of a name. */
  List<NameServerAnswer> ask(Zone zone, String owner, ExchangeLog log) {
    List<NameServerAnswer> answers = new ArrayList<>();
    for (String server : zone.servers()) {
      List<InetAddress> addresses = addresses(server, log);
      if (addresses.isEmpty()) {
        answers.add(
            NameServerAnswer.silent(
                server,
                "",
                family == AddressFamily.ANY
                    ? "has no address"
                    : "has no " + family.label() + " address"));
      }
      for (InetAddress address : addresses) {
        answers.add(ask(server, address, owner, log));
      }
    }
    return answers;
  }

  private NameServerAnswer ask(String server, InetAddress address, String owner, ExchangeLog log) {
    String text = Host.Address.of(address).text();
    try {
      AuthoritativeLookup.Told told =
          servers.ask(new InetSocketAddress(address, PORT), owner, Type.TLSA, limit, log);
      return NameServerAnswer.told(
          server, text, TlsaSet.of(told.records(), told.ttl()), told.signed());
    } catch (IOException e) {
      return NameServerAnswer.silent(server, text, String.valueOf(e.getMessage()));
    }
  }

  private List<InetAddress> addresses(String server, ExchangeLog log) {
    List<InetAddress> addresses = new ArrayList<>();
    for (int type : new int[] {Type.A, Type.AAAA}) {
      for (Record record : lookup.ask(server, type, limit, log).records()) {
        InetAddress address =
            record instanceof ARecord four
                ? four.getAddress()
                : record instanceof AAAARecord six ? six.getAddress() : null;
        if (address != null && family.contains(address) && addresses.size() < MOST_ADDRESSES) {
          addresses.add(address);
        }
      }
    }
    return addresses;
  }
}
