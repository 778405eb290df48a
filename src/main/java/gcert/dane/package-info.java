/**
 * Certificates that the Domain Name System vouches for: DANE (RFC 6698, RFC 7671), and above all
 * how mail servers use it (RFC 7672).
 *
 * <p>{@link gcert.dane.DaneLookup} gathers what DNS says into {@link gcert.dane.DaneFacts}; all
 * else judges them, without a network and without a clock.
 */
@NullMarked
package gcert.dane;

import org.jspecify.annotations.NullMarked;
