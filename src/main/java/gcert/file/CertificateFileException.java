package gcert.file;

import java.util.Optional;

/** Thrown when no certificates can be read from a file; the message says why, without the name. */
public final class CertificateFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /** Makes one without advice. */
  public CertificateFileException(String message) {
    this(message, "");
  }

  /** Makes one with advice: one clause about what to try. */
  public CertificateFileException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to try; empty where there is nothing to advise. */
  public Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }
}
