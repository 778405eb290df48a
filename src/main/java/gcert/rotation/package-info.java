/**
 * What several sightings of one host's certificate come to: the same everywhere, a roll-out under
 * way, a pair for two kinds of key, or servers that do not belong together.
 *
 * <p>"New certificates are rotated in before this date and while the new certificates are being
 * deployed, you can use either certificate", says Google's help page: two certificates at once are
 * the normal state of a large mail service for some days of each quarter. Everything here is a pure
 * function of what was seen, so that live servers and a journal of earlier sightings are read
 * alike.
 */
@NullMarked
package gcert.rotation;

import org.jspecify.annotations.NullMarked;
