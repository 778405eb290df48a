/**
 * What judging says: verdicts, findings and their rules, and the anchors that it asks for.
 *
 * <p>Judging is a pure function of an observation, a policy and an instant. No I/O, no clock and no
 * global state here or in the rooms of this house: every rule is tested without a network, and a
 * file on disk is judged exactly like a live server.
 *
 * <p>The rooms: {@code name} matches names, {@code extension} reads what one certificate says,
 * {@code profile} holds it to RFC 5280, {@code policy} processes certificate policies, {@code path}
 * builds paths, {@code requirement} is what a user requires besides, {@code judge} puts all of it
 * together.
 */
@NullMarked
package gcert.trust;

import org.jspecify.annotations.NullMarked;
