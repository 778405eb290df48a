/**
 * Certificates in files and on standard input: PEM, DER, PKCS#7, PKCS#12, JKS.
 *
 * <p>A file becomes an observation like a server's, so that it is judged and described by the same
 * code; what cannot be read becomes a failure in the observation. What kind of file it is, its
 * first octets say, not its name.
 */
@NullMarked
package gcert.file;

import org.jspecify.annotations.NullMarked;
