/**
 * Judging what was observed: a pure function of an observation, a policy and an instant.
 *
 * <p>No I/O, no clock and no global state here: every rule is tested without a network, and a file
 * on disk is judged exactly like a live server.
 */
@NullMarked
package gcert.trust;

import org.jspecify.annotations.NullMarked;
