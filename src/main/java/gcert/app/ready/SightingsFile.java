package gcert.app.ready;

import gcert.app.LocalFaultException;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import gcert.output.AtomicFile;
import gcert.rollover.MalformedSightingsException;
import gcert.rollover.Sightings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file in which runs remember what name servers were seen to give. */
final class SightingsFile {
  private static final String NAME = "tlsa-seen.txt";
  private static final int LARGEST = 32 * 1024 * 1024;

  private final Path file;

  /**
   * Names it.
   *
   * @param folder the folder that remembers; it is made when there is none
   */
  SightingsFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /**
   * What was seen so far.
   *
   * @throws LocalFaultException when the file cannot be read or is damaged
   */
  Sightings read() throws LocalFaultException {
    try {
      if (UserFile.isAbsent(file)) {
        return Sightings.none();
      }
      return Sightings.parse(new String(UserFile.read(file, LARGEST), StandardCharsets.US_ASCII));
    } catch (MalformedSightingsException e) {
      throw new LocalFaultException(
          shown() + ": " + e.getMessage() + "; take the file away to begin anew", e);
    } catch (IOException e) {
      throw new LocalFaultException(shown() + ": " + IoFault.describe(e), e);
    }
  }

  /**
   * Replaces it.
   *
   * @throws LocalFaultException when it cannot be written; it is then as it was
   */
  void write(Sightings sightings) throws LocalFaultException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFile.replace(file, sightings.text().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new LocalFaultException(shown() + ": " + IoFault.describe(e), e);
    }
  }

  private String shown() {
    return Escaped.of(file.toString());
  }
}
