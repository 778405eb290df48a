package gcert.trust;

import gcert.certificate.Certificate;

/**
 * A certificate that is trusted by configuration (RFC 5280 section 6.1.1 d).
 *
 * @param certificate the certificate whose name and key are trusted
 * @param source where it came from: {@code bundled}, {@code system}, or a file's name
 */
public record Anchor(Certificate certificate, String source) {}
