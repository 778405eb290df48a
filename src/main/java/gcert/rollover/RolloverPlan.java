package gcert.rollover;

import gcert.dane.TlsaRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What to change in a zone so that a candidate can be deployed.
 *
 * @param owner the name of the TLSA records
 * @param zone the zone that they are in
 * @param ttl their TTL
 * @param add the records to add now
 * @param remove those to take away once the candidate is served everywhere
 * @param deploy the earliest time to deploy, if the records are added now
 */
public record RolloverPlan(
    String owner,
    String zone,
    Duration ttl,
    List<TlsaRecord> add,
    List<TlsaRecord> remove,
    Instant deploy) {

  /** Takes copies of the lists. */
  public RolloverPlan {
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  /** A line of a zone file. */
  public String line(TlsaRecord record) {
    return owner + ". " + ttl.toSeconds() + " IN TLSA " + record.text();
  }
}
