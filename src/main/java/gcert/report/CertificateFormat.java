package gcert.report;

import java.util.Locale;

/** The forms in which {@code gcert fetch} prints certificates. */
public enum CertificateFormat {
  /** RFC 7468 text. */
  PEM(false),
  /** The octets of one certificate. */
  DER(true),
  /** A PKCS#12 trust store, RFC 7292. */
  PKCS12(true),
  /** A Java trust store. */
  JKS(true),
  /** A description for a person. */
  TEXT(false),
  /** One JSON object per line for each endpoint, failures included. */
  JSON(false),
  /** The SHA-256 fingerprint as {@code openssl x509 -fingerprint} prints it. */
  FINGERPRINT(false),
  /** A TLSA record 3 1 1, RFC 6698. */
  TLSA(false),
  /** An entry of Postfix's {@code smtp_tls_policy_maps}. */
  POSTFIX(false);

  private final boolean binary;

  CertificateFormat(boolean binary) {
    this.binary = binary;
  }

  /** The name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the octets mean nothing to a terminal, and two outputs cannot be joined to one. */
  public boolean binary() {
    return binary;
  }

  /** Every name, the default first. */
  public static String[] words() {
    CertificateFormat[] all = values();
    String[] words = new String[all.length];
    for (int i = 0; i < all.length; i++) {
      words[i] = all[i].word();
    }
    return words;
  }
}
