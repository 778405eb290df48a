/**
 * What a server accepts, found by asking: hellos written by hand, whose answers are read as far as
 * they come in clear. No cryptography, so that old and new parameters can be asked for which no
 * library speaks.
 *
 * <p>Many files on purpose: the messages of every version of SSL and TLS, one to a file, and the
 * surveys that are made of them.
 */
@NullMarked
package gcert.probe;

import org.jspecify.annotations.NullMarked;
