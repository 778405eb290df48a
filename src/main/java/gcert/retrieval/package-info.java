/**
 * What CAs publish for whoever checks certificates: lists of revoked ones, answers of OCSP
 * responders, certificates of issuers.
 *
 * <p>The addresses of such things stand in certificates, which anybody can write. So only HTTP is
 * spoken, to public addresses as long as the user does not say otherwise, with bounds for size,
 * time and redirections; and what comes back is for its reader to verify, from the cache too.
 */
@NullMarked
package gcert.retrieval;

import org.jspecify.annotations.NullMarked;
