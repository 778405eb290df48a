/**
 * What one certificate says to whoever validates a path through it, read once: basic constraints,
 * key usages, key identifiers, critical extensions (RFC 5280 section 4.2).
 */
@NullMarked
package gcert.trust.extension;

import org.jspecify.annotations.NullMarked;
