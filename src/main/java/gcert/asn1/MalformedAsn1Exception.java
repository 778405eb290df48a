package gcert.asn1;

/** Thrown when octets do not have the form that their specification gives them. */
public final class MalformedAsn1Exception extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one; the message is a clause of ours, never that of a library. */
  public MalformedAsn1Exception(String message) {
    super(message);
  }
}
