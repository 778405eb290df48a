package gcert.dns;

import gcert.target.Host;
import gcert.target.Protocol;
import gcert.trace.ExchangeLog;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds the servers that a domain names for its users' mail programs: SRV records (RFC 2782) under
 * the names of RFC 6186, RFC 8314 section 5.1 and RFC 5804 section 1.8.
 */
public final class ServiceLookup {
  /** An answer may hold thousands of records; no domain needs that many servers. */
  private static final int MOST_SERVICES = 64;

  /** Implicit TLS comes before STARTTLS, as RFC 8314 has it. */
  private static final List<Protocol> ALL =
      List.of(
          Protocol.SMTPS,
          Protocol.SUBMISSION,
          Protocol.IMAPS,
          Protocol.IMAP,
          Protocol.POP3S,
          Protocol.POP3,
          Protocol.SIEVE);

  private static final Map<Protocol, String> LABELS =
      Map.of(
          Protocol.SMTPS, "_submissions",
          Protocol.SUBMISSION, "_submission",
          Protocol.IMAPS, "_imaps",
          Protocol.IMAP, "_imap",
          Protocol.POP3S, "_pop3s",
          Protocol.POP3, "_pop3",
          Protocol.SIEVE, "_sieve");

  private final NameServers servers;

  private ServiceLookup(NameServers servers) {
    this.servers = servers;
  }

  /** Asks the name servers that the system is configured for. */
  public static ServiceLookup ofSystem() {
    return new ServiceLookup(NameServers.ofSystem());
  }

  /** Asks the server at an address, usually on port 53. */
  public static ServiceLookup of(InetSocketAddress server) {
    return new ServiceLookup(new NameServers(List.of(server)));
  }

  /**
   * A server of a domain.
   *
   * @param host its name as the record has it; it may be anything that fits into a DNS name
   * @param port 0 to 65535
   */
  public record Service(Protocol protocol, String host, int port) {}

  /**
   * The servers of a domain, as far as they could be found.
   *
   * @param found at least one, by protocol and then the preferred first
   * @param missing why there may be more; empty when these are all
   */
  public record Services(List<Service> found, Optional<LookupException> missing) {
    /** Takes a copy of the list. */
    public Services {
      found = List.copyOf(found);
    }
  }

  /**
   * Finds them.
   *
   * @param protocol the one that is wanted; {@link Protocol#SMTP}, under which no servers are
   *     named, stands for all that there are
   * @param limit the longest wait for the answers
   * @param log hears what was asked and answered
   * @throws LookupException when there is none; it says why
   */
  public Services services(Host.Name domain, Protocol protocol, Duration limit, ExchangeLog log)
      throws LookupException {
    List<Protocol> wanted = protocol == Protocol.SMTP ? ALL : List.of(protocol);
    List<Question> questions = new ArrayList<>();
    for (Protocol one : wanted) {
      questions.add(question(domain, one));
    }
    servers.settle(questions, limit, limit.dividedBy(2), log);
    Set<Service> found = new LinkedHashSet<>();
    Optional<LookupException> missing = Optional.empty();
    boolean denied = false;
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      denied |= collect(wanted.get(i), question, found);
      Optional<LookupException> failure = question.failure().filter(ServiceLookup::isGrave);
      if (failure.isPresent() && missing.isEmpty()) {
        missing =
            Optional.of(
                new LookupException(
                    failure.get().reason(), question.shown() + ": " + failure.get().getMessage()));
      }
    }
    if (!found.isEmpty()) {
      return new Services(List.copyOf(found), missing);
    }
    if (missing.isPresent()) {
      throw missing.get();
    }
    throw none(wanted, denied);
  }

  private static Question question(Host.Name domain, Protocol protocol) throws LookupException {
    String label = LABELS.get(protocol);
    if (label == null) {
      throw new LookupException(
          LookupException.Reason.OTHER, "no SRV records are defined for " + protocol.scheme());
    }
    try {
      Name service = Name.fromString(label + "._tcp");
      return new Question(
          Name.concatenate(service, DnsLookup.absolute(domain)), Type.SRV, "SRV record");
    } catch (TextParseException | NameTooLongException e) {
      throw new LookupException(
          LookupException.Reason.OTHER, "the name is too long for that of a service");
    }
  }

  /** Whether the record is there that says that there is no such service. */
  private static boolean collect(Protocol protocol, Question question, Set<Service> found) {
    List<SRVRecord> records = new ArrayList<>();
    for (Record record : question.records()) {
      if (record instanceof SRVRecord service) {
        records.add(service);
      }
    }
    records.sort(
        Comparator.comparingInt(SRVRecord::getPriority)
            .thenComparing(Comparator.comparingInt(SRVRecord::getWeight).reversed())
            .thenComparing(SRVRecord::getTarget));
    boolean denied = false;
    for (SRVRecord record : records) {
      if (record.getTarget().equals(Name.root)) {
        denied = true;
      } else if (found.size() < MOST_SERVICES) {
        String host = record.getTarget().toString(/* omitFinalDot= */ true);
        found.add(new Service(protocol, host, record.getPort()));
      }
    }
    return denied;
  }

  /** That there is no record is an answer. */
  private static boolean isGrave(LookupException failure) {
    return failure.reason() != LookupException.Reason.NO_RECORDS
        && failure.reason() != LookupException.Reason.NO_SUCH_NAME;
  }

  private static LookupException none(List<Protocol> wanted, boolean denied) {
    String names = wanted.size() == 1 ? LABELS.get(wanted.get(0)) + "._tcp" : "any mail service";
    return denied
        ? new LookupException(
            LookupException.Reason.NO_SERVICE,
            "the domain says that it does not have " + names + " (SRV, RFC 2782)")
        : new LookupException(
            LookupException.Reason.NO_RECORDS, "the domain has no SRV record for " + names);
  }
}
