/**
 * Certification paths: building them (RFC 4158) and the rules that each step has to keep (RFC 5280
 * section 6.1).
 */
@NullMarked
package gcert.trust.path;

import org.jspecify.annotations.NullMarked;
