/**
 * What a user requires beyond a trusted path and a valid name: pins, a certain root, a certain TLS,
 * time left before the expiry.
 */
@NullMarked
package gcert.trust.requirement;

import org.jspecify.annotations.NullMarked;
