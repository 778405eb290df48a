/**
 * Whether certificates have been revoked: by certificate revocation lists (RFC 5280 section 6.3),
 * by OCSP (RFC 6960) and by responses that servers staple (RFC 6066 section 8, RFC 7633).
 *
 * <p>{@link gcert.revocation.RevocationLookup} gathers what CAs publish. What a list or a response
 * says of a certificate, and what follows from it, is judged without a network and without a clock.
 */
@NullMarked
package gcert.revocation;

import org.jspecify.annotations.NullMarked;
