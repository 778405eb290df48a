package gcert.certificate;

/** Thrown when bytes that should be an X.509 certificate are not one; the message says why. */
public final class MalformedCertificateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one with a sentence for a person. */
  public MalformedCertificateException(String message) {
    super(message);
  }
}
