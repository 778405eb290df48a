/**
 * ASN.1 that somebody else has written (X.680, X.690): the one door through which it is read, its
 * strings and its times. Whatever a library throws at octets that make no sense leaves this door as
 * {@link gcert.asn1.MalformedAsn1Exception}.
 */
@NullMarked
package gcert.asn1;

import org.jspecify.annotations.NullMarked;
