/**
 * What a server accepts, found by asking: hellos written by hand, whose answers are read as far as
 * they come in clear. No cryptography, so that old and new parameters can be asked for which no
 * library speaks.
 */
@NullMarked
package gcert.probe;

import org.jspecify.annotations.NullMarked;
