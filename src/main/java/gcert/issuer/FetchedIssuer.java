package gcert.issuer;

import gcert.certificate.Certificate;

/**
 * The certificate of an issuer, and where it came from.
 *
 * @param certificate the certificate; its key has signed the one below it
 * @param location the URL, escaped
 */
public record FetchedIssuer(Certificate certificate, String location) {}
