/**
 * Certificates as files: the textual form of RFC 7468, DER, PKCS#7, PKCS#12 and Java key stores.
 *
 * <p>The textual form is base64 between two lines that name what stands between them. Writers are
 * strict (64 characters a line, line feeds, as {@code openssl x509} writes); readers are lax, as
 * RFC 7468 section 3 allows: text around the blocks, any line end, white space anywhere.
 */
@NullMarked
package gcert.pem;

import org.jspecify.annotations.NullMarked;
