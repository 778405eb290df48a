/**
 * The Domain Name System (RFC 1034, RFC 1035) as far as gcert asks it.
 *
 * <p>A question has one of four outcomes that a person wants told apart, because each is mended by
 * someone else: an answer; the name does not exist (NXDOMAIN: the name is mistyped or gone); the
 * name exists without records of the kind asked for (NODATA); no answer that could be believed
 * (SERVFAIL, refused, time-out: the resolver or the zone's servers are at fault). {@link
 * gcert.dns.LookupException.Reason} names them.
 *
 * <p>Addresses come from the system's resolver ({@link gcert.dns.SystemLookup}), which reads the
 * hosts file as every other program does, or from a server that the user names ({@link
 * gcert.dns.DnsLookup}). MX and SRV records always come from name servers. One look-up is one
 * thread that asks all its questions together ({@code Resolution}); what an answer means for a
 * question is decided without a network ({@code Question}), and messages are read and written by
 * dnsjava.
 */
@NullMarked
package gcert.dns;

import org.jspecify.annotations.NullMarked;
