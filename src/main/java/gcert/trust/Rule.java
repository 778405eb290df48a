package gcert.trust;

/** The rules by which certificates are judged. The identifiers are stable: scripts match them. */
public enum Rule {
  /** A path to a trust anchor exists (RFC 5280 section 6). */
  PATH("path"),
  /** The certificate is valid for the reference identity (RFC 9525). */
  NAME("name"),
  /** No certificate expires within the threshold that the user set. */
  EXPIRES_SOON("expires-soon"),
  /** A pinned certificate or key was met. */
  PIN("pin"),
  /** The path ends in an anchor that the user requires. */
  ANCHOR("anchor"),
  /** The TLS version is as the user requires. */
  REQUIRE_VERSION("require-version"),
  /** The key exchange is as the user requires. */
  REQUIRE_KEY_EXCHANGE("require-key-exchange"),
  /** The cipher is as the user requires. */
  REQUIRE_CIPHER("require-cipher");

  private final String id;

  Rule(String id) {
    this.id = id;
  }

  /** The stable identifier, kebab-case. */
  public String id() {
    return id;
  }
}
