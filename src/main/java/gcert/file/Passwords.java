package gcert.file;

import java.util.Optional;

/** Where the password of a store comes from. Asked only when the usual ones do not open it. */
public interface Passwords {

  /**
   * The password; empty when none was given and there is nobody to ask.
   *
   * @param store the file as a person knows it, escaped
   * @throws CertificateFileException when the place where it should be cannot be read
   */
  Optional<char[]> of(String store) throws CertificateFileException;
}
