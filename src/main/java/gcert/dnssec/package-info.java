/**
 * Records of the Domain Name System, and how far they can be believed (RFC 4033 to 4035).
 *
 * <p>The four states of RFC 4035 section 4.3 are told apart, since each means something else to
 * whoever relies on them ({@link gcert.dnssec.SecurityStatus}). What the validator cannot be
 * believed about is indeterminate, never secure.
 */
@NullMarked
package gcert.dnssec;

import org.jspecify.annotations.NullMarked;
