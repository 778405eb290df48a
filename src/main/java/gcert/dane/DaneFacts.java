package gcert.dane;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.Security;
import gcert.target.Host;
import java.util.List;
import java.util.Optional;

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
  public record Domain(String name, String expanded, Security security, String reason) {}

  /**
   * A TLSA base domain (RFC 7672 section 2.2.3).
   *
   * @param name the name below which the records are
   * @param answer the answer to {@code _port._tcp.name}
   */
  public record Base(String name, SecureAnswer answer) {}

  /** The owner of the TLSA records of a base. */
  static String owner(int port, String base) {
    return "_" + port + "._tcp." + base;
  }
}
