package gcert.dane;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import gcert.target.Host;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Record;

/**
 * What the Domain Name System says about one server, not judged. Immutable.
 *
 * @param host the server's name
 * @param port its TCP port
 * @param mail whether mail is transferred to it, which RFC 7672 is about
 * @param domain the domain whose mail host it is; empty where it was named itself
 * @param addresses whether its name is signed, and what it is an alias of
 * @param bases what was asked for under each TLSA base domain, in the order asked; empty where the
 *     name is not signed
 */
public record DaneFacts(
    Host.Name host,
    int port,
    boolean mail,
    Optional<Domain> domain,
    SecureAnswer addresses,
    List<Base> bases) {

  /** Takes a copy of the list. */
  public DaneFacts {
    bases = List.copyOf(bases);
  }

  /**
   * A mail domain.
   *
   * @param name its name
   * @param expanded the name at the end of its aliases
   * @param security what its MX records, or the proof that there are none, are worth
   * @param reason why they are worth no more; empty when they are secure
   */
  public record Domain(String name, String expanded, SecurityStatus security, String reason) {}

  /**
   * A TLSA base domain (RFC 7672 section 2.2.3).
   *
   * @param name the name below which the records are
   * @param answer the answer to {@code _port._tcp.name}
   */
  public record Base(String name, SecureAnswer answer) {}

  /**
   * The same with other TLSA records at the base that decides, as if a sender had been given them;
   * unchanged where the name is not signed.
   *
   * @param ttl how long they may be kept
   */
  public DaneFacts withRecords(List<Record> records, Duration ttl) {
    Optional<Base> deciding = deciding();
    if (deciding.isEmpty()) {
      return this;
    }
    SecureAnswer answer = deciding.get().answer();
    SecureAnswer other =
        new SecureAnswer(
            answer.asked(),
            answer.name(),
            records.isEmpty() ? SecureAnswer.Outcome.NO_RECORDS : SecureAnswer.Outcome.RECORDS,
            records,
            SecurityStatus.SECURE,
            SecurityStatus.SECURE,
            ttl,
            "");
    return new DaneFacts(
        host, port, mail, domain, addresses, List.of(new Base(deciding.get().name(), other)));
  }

  /** The base whose records decide, or would if there were any; empty where none is signed. */
  public Optional<Base> deciding() {
    if (bases.isEmpty()) {
      return Optional.empty();
    }
    Base last = bases.get(bases.size() - 1);
    return Optional.of(last.answer().hasRecords() ? last : bases.get(0));
  }

  /** The owner of the TLSA records of a base. */
  public static String owner(int port, String base) {
    return "_" + port + "._tcp." + base;
  }
}
