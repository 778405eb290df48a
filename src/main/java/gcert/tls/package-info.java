/**
 * TLS over a connection that is already open, and the record of what was seen there.
 *
 * <p>The handshake accepts whatever the server presents. Nothing is judged while the socket is
 * open: the outcome is an immutable {@link gcert.tls.Observation}.
 */
@NullMarked
package gcert.tls;

import org.jspecify.annotations.NullMarked;
