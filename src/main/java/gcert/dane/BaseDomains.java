package gcert.dane;

import gcert.dnssec.SecureAnswer;
import gcert.dnssec.SecurityStatus;
import java.util.List;

/** Below which names the TLSA records of a server may be (RFC 7672 section 2.2.2). */
final class BaseDomains {
  private BaseDomains() {}

  /**
   * The names in the order in which they are tried: the end of the aliases first, if all of them
   * are signed, then the name itself, if that is.
   *
   * @param addresses the answer to the question for the server's addresses
   */
  static List<String> of(SecureAnswer addresses) {
    if (!addresses.security().isUsable()) {
      return List.of();
    }
    if (!addresses.isAlias()) {
      return addresses.security() == SecurityStatus.SECURE ? List.of(addresses.asked()) : List.of();
    }
    if (addresses.security() == SecurityStatus.SECURE) {
      return List.of(addresses.name(), addresses.asked());
    }
    return addresses.first() == SecurityStatus.SECURE ? List.of(addresses.asked()) : List.of();
  }
}
