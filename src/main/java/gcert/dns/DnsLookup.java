package gcert.dns;

import gcert.target.Host;
import gcert.trace.ExchangeLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  /**
   * How long the answer of one family is waited for when that of the other is there (RFC 8305
   * section 3). The 50 ms of section 8 are for people who wait for a page: a server that has to ask
   * others first often needs longer, and which address is visited should not depend on that.
   */
  private static final Duration RESOLUTION_DELAY = Duration.ofMillis(250);

  private final NameServers servers;

  /** Asks the server at an address, usually on port 53. */
  public DnsLookup(InetSocketAddress server) {
    this.servers = new NameServers(List.of(server));
  }

  @Override
  public List<InetAddress> addresses(Host.Name name, Duration limit, ExchangeLog log)
      throws LookupException {
    return ask(name, limit, RESOLUTION_DELAY, log).found();
  }

  /** Half of the time is for the answers, so that there is some left to visit what was found. */
  @Override
  public Whole allAddresses(Host.Name name, Duration limit, ExchangeLog log)
      throws LookupException {
    return ask(name, limit, limit.dividedBy(2), log);
  }

  private Whole ask(Host.Name name, Duration limit, Duration patience, ExchangeLog log)
      throws LookupException {
    Name asked = absolute(name);
    Question six = new Question(asked, Type.AAAA, "address");
    Question four = new Question(asked, Type.A, "address");
    servers.settle(List.of(six, four), limit, patience, log);
    Set<InetAddress> found = new LinkedHashSet<>();
    collect(six, found);
    collect(four, found);
    if (!found.isEmpty()) {
      return new Whole(List.copyOf(found), missing(List.of(six, four)));
    }
    LookupException failure = gravest(six.failure().orElseThrow(), four.failure().orElseThrow());
    if (failure.reason() == LookupException.Reason.NO_SUCH_NAME && isLocalhost(name)) {
      // RFC 6761 section 6.3: it is not for a server to say that there is none.
      return new Whole(List.of(InetAddress.getLoopbackAddress()), Optional.empty());
    }
    throw failure;
  }

  /** The name as dnsjava has it, ended by the root. */
  static Name absolute(Host.Name name) throws LookupException {
    try {
      return Name.fromString(name.text() + ".");
    } catch (TextParseException e) {
      throw new LookupException(
          LookupException.Reason.OTHER, "the name cannot be queried: " + e.getMessage());
    }
  }

  private static boolean isLocalhost(Host.Name name) {
    return name.text().equals("localhost") || name.text().endsWith(".localhost");
  }

  private static void collect(Question question, Set<InetAddress> found) {
    for (Record record : question.records()) {
      if (record instanceof AAAARecord six) {
        found.add(six.getAddress());
      } else if (record instanceof ARecord four) {
        found.add(four.getAddress());
      }
    }
  }

  /** Whether one kind of address was not to be found out, beside those that were found. */
  private static Optional<LookupException> missing(List<Question> questions) {
    for (Question question : questions) {
      Optional<LookupException> failure = question.failure();
      if (failure.isPresent()
          && failure.get().reason() != LookupException.Reason.NO_RECORDS
          && failure.get().reason() != LookupException.Reason.NO_SUCH_NAME) {
        return Optional.of(
            new LookupException(
                failure.get().reason(), question.shown() + ": " + failure.get().getMessage()));
      }
    }
    return Optional.empty();
  }

  /** Of two failures the one that says more: that there are no AAAA records is the common case. */
  private static LookupException gravest(LookupException six, LookupException four) {
    return six.reason() != LookupException.Reason.NO_RECORDS ? six : four;
  }
}
