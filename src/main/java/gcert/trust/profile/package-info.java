/**
 * Whether a single certificate is made as the profile of RFC 5280 section 4 and the baseline
 * requirements of the CA/Browser Forum ask: fields, extensions, key, algorithms, lifetime.
 */
@NullMarked
package gcert.trust.profile;

import org.jspecify.annotations.NullMarked;
