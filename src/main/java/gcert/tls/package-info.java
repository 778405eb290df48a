/**
 * TLS over a connection that is already open, and the record of what was seen there.
 *
 * <p>The handshake accepts whatever the server presents. Nothing is judged while the socket is
 * open: the outcome is an immutable {@link gcert.tls.Observation}.
 *
 * <p>Many files on purpose: the messages, registries and limits of one handshake belong to each
 * other, and nothing outside may see them; each file holds one of them.
 */
@NullMarked
package gcert.tls;

import org.jspecify.annotations.NullMarked;
