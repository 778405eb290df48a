/**
 * Public keys and the signatures that they verify, by Bouncy Castle's own classes: no provider is
 * looked up, and what a run does not need is not loaded. For certificates (RFC 5280 section
 * 4.1.1.2, RFC 4055, RFC 5758, RFC 8410, RFC 9881) as for whatever else is signed in their manner.
 */
@NullMarked
package gcert.signature;

import org.jspecify.annotations.NullMarked;
