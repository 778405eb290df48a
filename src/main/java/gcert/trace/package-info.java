/**
 * What somebody who watches an exchange hears while it happens: look-ups, attempts to connect, the
 * dialogue, the handshake.
 *
 * <p>An {@link gcert.trace.ExchangeLog} is handed down to every step. What is told to it is raw:
 * whoever shows it escapes it.
 */
@NullMarked
package gcert.trace;

import org.jspecify.annotations.NullMarked;
