/**
 * Whether a certificate or key may be deployed without losing mail: what name servers say now, what
 * they were seen to say before, and what caches may hold of it, judged as a sender that validates
 * DANE would (RFC 7671 section 8, RFC 7672). Without a network and without a clock.
 */
@NullMarked
package gcert.rollover;

import org.jspecify.annotations.NullMarked;
