/**
 * What the tests are made of: certificates minted where they are needed, a mail server that can
 * misbehave at every step, a name server, and a way to run the command and look at what it said.
 *
 * <p>Nothing here is a fixture on disk: no certificate is checked in that could expire, no port is
 * fixed in advance, and nothing waits for time to pass. A fault that lasts (a silence, a drip) ends
 * when the server that shows it is closed.
 */
@NullMarked
package gcert.testing;

import org.jspecify.annotations.NullMarked;
