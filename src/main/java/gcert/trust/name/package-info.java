/**
 * Names in certificates: whether one is that of the host that was asked for (RFC 9525), and whether
 * the CAs above allow it (RFC 5280 section 4.2.1.10).
 */
@NullMarked
package gcert.trust.name;

import org.jspecify.annotations.NullMarked;
