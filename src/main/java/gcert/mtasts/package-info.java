/**
 * SMTP MTA Strict Transport Security (RFC 8461): what a mail domain says by TXT records and by a
 * policy on a web server, gathered by {@link gcert.mtasts.StsLookup} and judged by {@link
 * gcert.mtasts.StsJudge}. Beside it TLS reporting (RFC 8460).
 *
 * <p>A domain has a TXT record at {@code _mta-sts} that says that there is a policy, and names its
 * version by an identifier. The policy is at {@code
 * https://mta-sts.DOMAIN/.well-known/mta-sts.txt}; it says which mail hosts the domain has, by
 * patterns, and whether mail may go to any other, or without a verified certificate. A sender keeps
 * it for {@code max_age}, and fetches it again when the identifier changes. So there is trust on
 * first use, without DNSSEC.
 */
@NullMarked
package gcert.mtasts;

import org.jspecify.annotations.NullMarked;
