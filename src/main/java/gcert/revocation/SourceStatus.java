package gcert.revocation;

/**
 * A source of revocation, and what it says of a certificate.
 *
 * @param kind what it is
 * @param location where it came from, escaped; empty for a stapled response
 * @param status what it says
 */
public record SourceStatus(Kind kind, String location, RevocationStatus status) {

  /** The kinds of sources. */
  public enum Kind {
    /** A certificate revocation list. */
    CRL("CRL"),
    /** The answer of an OCSP responder. */
    OCSP("OCSP response"),
    /** An OCSP response that the server sent in the handshake. */
    STAPLED("stapled OCSP response");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** What a person calls it. */
    public String label() {
      return label;
    }
  }

  /** The kind and the location. */
  public String text() {
    return location.isEmpty() ? kind.label() : kind.label() + " " + location;
  }
}
