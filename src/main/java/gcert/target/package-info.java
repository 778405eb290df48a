/**
 * What the user named: a mail server or a file, and the grammar by which it is named.
 *
 * <p>A target is text until {@link gcert.target.TargetParser} has read it. After that it is either
 * a {@link gcert.target.ServerTarget} (host, port and the protocol that says how TLS starts there)
 * or a {@link gcert.target.FileTarget}. Nothing here touches the network: a name is looked up
 * later.
 */
@NullMarked
package gcert.target;

import org.jspecify.annotations.NullMarked;
