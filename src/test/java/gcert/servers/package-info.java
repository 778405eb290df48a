/**
 * Tests against real servers: Postfix, Exim, OpenSMTPD and Dovecot, each on free ports of the
 * loopback interface, with certificates minted for the run.
 *
 * <p>The servers come from Debian's packages, unpacked by {@code src/test/servers/prepare} into one
 * folder. A test copies that folder by hard links, writes a configuration into the copy, starts the
 * server with the copy as its root, and removes it afterwards, so that neither an installed server
 * nor a test beside it is disturbed.
 *
 * <p>What is tested is the command as a user types it, pipes included, in a process of its own;
 * what it is compared with is {@code openssl s_client}.
 */
@NullMarked
package gcert.servers;

import org.jspecify.annotations.NullMarked;
