package gcert.app;

import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.output.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is replaced atomically.
 *
 * @param path the file
 */
public record OutputFile(Path path) {

  /**
   * Gives the file this content.
   *
   * @return whether that changed it
   * @throws LocalFaultException when it cannot be replaced; it is then as it was
   */
  public FileOutcome replace(byte[] content) throws LocalFaultException {
    try {
      return AtomicFile.replace(path, content) ? FileOutcome.UPDATED : FileOutcome.UNCHANGED;
    } catch (IOException e) {
      throw new LocalFaultException(
          Escaped.of(path.toString()) + ": " + IoFault.describe(e) + "; " + untouched().words(), e);
    }
  }

  /** What has become of the file when it was not replaced. */
  public FileOutcome untouched() {
    return Files.isRegularFile(path) ? FileOutcome.NOT_CHANGED : FileOutcome.NOT_WRITTEN;
  }
}
