/**
 * TCP connections that cannot outlive their budget.
 *
 * <p>A name often has several addresses, and some of them may be dead: a host with an IPv6 address
 * on a network without IPv6, say. {@link gcert.net.Dialer} tries them as RFC 8305 ("Happy
 * Eyeballs") has it: one after the other with a short delay, alternating between the families, and
 * the first connection that stands wins.
 *
 * <p>What a {@link gcert.net.TimedSocket} reads and writes counts against one {@link
 * gcert.net.Deadline}. An ordinary socket's time-out begins anew with every read, so that a server
 * that sends one octet now and then would hold its client for ever; here the time-out of each read
 * is what is left of the whole.
 */
@NullMarked
package gcert.net;

import org.jspecify.annotations.NullMarked;
