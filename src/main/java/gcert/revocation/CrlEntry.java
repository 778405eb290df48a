package gcert.revocation;

import java.time.Instant;

/**
 * A revoked certificate in a CRL (RFC 5280 section 5.3).
 *
 * @param since from when on it is revoked
 * @param reason the code of the reason; 0 where it is not said
 * @param understood whether every critical extension of the entry is one that is known here
 */
record CrlEntry(Instant since, int reason, boolean understood) {}
