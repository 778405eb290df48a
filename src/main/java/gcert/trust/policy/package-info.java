/** Certificate policies along a path (RFC 5280 section 6.1, RFC 9618). */
@NullMarked
package gcert.trust.policy;

import org.jspecify.annotations.NullMarked;
