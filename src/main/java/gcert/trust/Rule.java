package gcert.trust;

/** The rules by which certificates are judged. The identifiers are stable: scripts match them. */
public enum Rule {
  /** A path to a trust anchor exists (RFC 5280 section 6). */
  PATH("path"),
  /** The certificate is valid for the reference identity (RFC 9525). */
  NAME("name");

  private final String id;

  Rule(String id) {
    this.id = id;
  }

  /** The stable identifier, kebab-case. */
  public String id() {
    return id;
  }
}
