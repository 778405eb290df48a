/**
 * One request over HTTP, bounded in size and time, for what is published beside mail servers:
 * policies, lists of revoked certificates, roots.
 *
 * <p>Nothing is followed, kept or remembered: a redirection is an answer like any other. Over TLS
 * whoever asks judges what the server has shown before the request is sent.
 */
@NullMarked
package gcert.http;

import org.jspecify.annotations.NullMarked;
