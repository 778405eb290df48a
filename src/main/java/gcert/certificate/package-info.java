/** One certificate described: names, key, lifetime, extensions, fingerprints (RFC 5280). */
@NullMarked
package gcert.certificate;

import org.jspecify.annotations.NullMarked;
