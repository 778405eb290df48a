/**
 * Looking at the certificates of very many servers, without a proof that they hold the keys.
 *
 * <p>Up to TLS 1.2 a server sends its certificate in clear. Who only wants to see it needs no
 * cryptography: a hello, and the answer. So a few threads carry on thousands of connections, each
 * of them a {@link gcert.tls.ClearExchange} that is fed as octets come.
 */
@NullMarked
package gcert.peek;

import org.jspecify.annotations.NullMarked;
