package gcert.watch.pin;

import gcert.output.AtomicFile;
import gcert.watch.pin.PinFormat.Pins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file in which acceptable certificates are kept, replaced at once and only when they change.
 */
public final class PinFile {
  private PinFile() {}

  /**
   * Brings the file up to date.
   *
   * @param all the sets; when there is none, nothing is written
   * @return whether the file was replaced
   * @throws IOException when it cannot be; it is then as it was
   */
  public static boolean update(Path file, PinFormat format, List<Pins> all) throws IOException {
    return !all.isEmpty() && AtomicFile.replace(file, format.render(all));
  }
}
