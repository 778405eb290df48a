/**
 * The dialogues in plaintext that come before TLS.
 *
 * <p>A mail server of the STARTTLS kind speaks first: {@code 220 mx.example ESMTP}. The client
 * introduces itself with {@code EHLO}, and the server lists what it can do, one keyword a line (RFC
 * 5321 section 4.1.1.1). If {@code STARTTLS} is among them the client sends that word (RFC 3207),
 * and after another {@code 220} the next octet of the client is the first of its ClientHello. LMTP
 * (RFC 2033), IMAP (RFC 9051), POP3 (RFC 2595) and ManageSieve (RFC 5804) have the same three steps
 * in other words; each has a class here that implements {@link gcert.starttls.Dialogue}.
 *
 * <p>Whoever sits between client and server can write into this part at will. So everything is
 * bounded (the length of a line, of a reply, the number of lines), and nothing may come between the
 * server's go-ahead and TLS: octets that arrived early would be taken for what the server says
 * under TLS (CVE-2011-0411 has the other direction), and are refused.
 */
@NullMarked
package gcert.starttls;

import org.jspecify.annotations.NullMarked;
