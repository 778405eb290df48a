package gcert.rollover;

import java.time.Instant;

/**
 * That a name server was seen to give a set of records, and until when.
 *
 * @param owner the name of the records
 * @param server the text of the name server's address
 * @param first when it was first seen to give this set, after another or after nothing was known
 * @param last when it was last seen to
 * @param set the records
 */
public record Sighting(String owner, String server, Instant first, Instant last, TlsaSet set) {

  /** Whether it is of a name at a server. */
  boolean isOf(String name, String address) {
    return owner.equals(name) && server.equals(address);
  }
}
