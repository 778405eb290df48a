package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.failure.IoFault;
import gcert.output.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@code --output}, replaced at once.
 *
 * @param path the file
 */
public record OutputFile(Path path) {

  /** The file that the user named; empty when standard output is meant. */
  public static Optional<OutputFile> read(OptionValues values) throws UsageException {
    Optional<String> file = values.text("--output");
    if (file.isEmpty() || file.get().equals("-")) {
      return Optional.empty();
    }
    if (file.get().isEmpty()) {
      throw new UsageException("--output: no file is named");
    }
    try {
      return Optional.of(new OutputFile(Path.of(file.get())));
    } catch (InvalidPathException e) {
      throw values.wrong("--output", file.get(), "is not a path on this system");
    }
  }

  /**
   * Gives the file this content, and says whether that changed it.
   *
   * @throws LocalFaultException when it cannot be replaced; it is then as it was
   */
  public void replace(byte[] content, Messages messages) throws LocalFaultException {
    try {
      boolean changed = AtomicFile.replace(path, content);
      messages.output(path.toString(), changed ? "updated" : "unchanged");
    } catch (IOException e) {
      throw new LocalFaultException(
          Messages.printable(path.toString()) + ": " + IoFault.describe(e) + "; " + untouched(), e);
    }
  }

  /** What has become of the file when it was not replaced. */
  public String untouched() {
    return Files.isRegularFile(path) ? "not changed" : "not written";
  }
}
