package gcert.trust;

import gcert.certificate.Certificate;

/**
 * A certificate that is trusted by configuration (RFC 5280 section 6.1.1 d).
 *
 * @param certificate the certificate whose name and key are trusted
 * @param source where it came from: {@code bundled}, {@code system}, or a file's name
 */
public record Anchor(Certificate certificate, String source) {

  /**
   * Whether it came from a file that the user named, so that what is odd about it can be mended.
   */
  public boolean isFromFile() {
    return !source.equals("bundled") && !source.equals("updated") && !source.equals("system");
  }
}
