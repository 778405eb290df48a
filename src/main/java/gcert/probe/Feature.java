package gcert.probe;

/** What a server may have beside versions and cipher suites. */
public enum Feature {
  /** RFC 5746. */
  SECURE_RENEGOTIATION("secure_renegotiation", "secure renegotiation", "RFC 5746"),
  /** RFC 7627; always so in TLS 1.3. */
  EXTENDED_MASTER_SECRET("extended_master_secret", "extended master secret", "RFC 7627"),
  /** RFC 7366; asked with CBC suites only. */
  ENCRYPT_THEN_MAC("encrypt_then_mac", "encrypt-then-MAC", "RFC 7366"),
  /** RFC 5077, before TLS 1.3. */
  SESSION_TICKETS("session_tickets", "session tickets", "RFC 5077"),
  /** RFC 7507. */
  FALLBACK_SCSV("fallback_scsv", "downgrade protection", "RFC 7507"),
  /** RFC 6066 section 8, RFC 8446 section 4.4.2.1. */
  OCSP_STAPLING("ocsp_stapling", "OCSP stapling", "RFC 6066"),
  /** RFC 3749; the CRIME attack. */
  COMPRESSION("compression", "TLS compression", "RFC 3749");

  private final String key;
  private final String label;
  private final String reference;

  Feature(String key, String label, String reference) {
    this.key = key;
    this.label = label;
    this.reference = reference;
  }

  /** The name in JSON. */
  public String key() {
    return key;
  }

  /** The name in text. */
  public String label() {
    return label;
  }

  /** Where it is specified. */
  public String reference() {
    return reference;
  }
}
