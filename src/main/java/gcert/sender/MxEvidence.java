package gcert.sender;

import gcert.dane.DaneFacts;
import gcert.target.Host;
import gcert.tls.Observation;
import gcert.trust.Verdict;
import java.util.Optional;

/**
 * What was found out about one address of one mail host.
 *
 * @param host the name in the MX record
 * @param dane what DNS says about its certificate
 * @param seen what it showed; a failure where no address was found
 * @param byName the verdict by roots, dates and the name of the host; empty when it showed no chain
 * @param byDane the same by the TLSA records; empty when it showed no chain
 */
public record MxEvidence(
    Host.Name host,
    DaneFacts dane,
    Observation seen,
    Optional<Verdict> byName,
    Optional<Verdict> byDane) {

  /** How far a sender gets. */
  public Connection connection() {
    return Connection.of(seen);
  }
}
