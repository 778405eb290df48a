/**
 * Completing chains of which servers have left out a part, by the addresses of issuers'
 * certificates that certificates name (RFC 5280 section 4.2.2.1).
 */
@NullMarked
package gcert.issuer;

import org.jspecify.annotations.NullMarked;
