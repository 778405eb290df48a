package gcert.rollover;

import java.util.Locale;

/** What can stand in the way of deploying, each under a stable name: {@code docs/rollover.md}. */
public enum Obstacle {
  /** Senders that validate defer already: the answers of DNS are bogus or cannot be obtained. */
  DANE_LOOKUP,
  /** DANE does not apply to the host. */
  NO_DANE,
  /** A name server of the zone does not answer. */
  NAME_SERVER,
  /** A name server gives records without a signature that is in force. */
  TLSA_UNSIGNED,
  /** There are TLSA records, and none is for the candidate. */
  TLSA_MISSING,
  /** Some name servers have no record for the candidate. */
  TLSA_PARTIAL,
  /** Resolvers may still keep older records that are not for the candidate. */
  TLSA_CACHED,
  /** A certificate with another kind of key is served, for which there is no record. */
  TLSA_OTHER_KEY,
  /** The candidate has expired. */
  EXPIRED,
  /** The candidate is not valid yet. */
  NOT_YET_VALID,
  /** The candidate fails a check by roots or names. */
  CERTIFICATE,
  /** The MTA-STS policy of the domain is in force, and is not met. */
  MTA_STS,
  /** Names, dates and chain are not known of a key. */
  KEY_ONLY,
  /** What the host serves now could not be seen. */
  NOT_SEEN,
  /** The host does not serve the same key at all its addresses. */
  HALF_DEPLOYED,
  /** A record is for the candidate. */
  TLSA_MATCH;

  /** The stable name: {@code tlsa-missing}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
