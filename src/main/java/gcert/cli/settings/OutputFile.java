package gcert.cli.settings;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.failure.IoFault;
import gcert.output.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@code --output}, replaced at once.
 *
 * @param path the file
 */
public record OutputFile(Path path) {

  /** The file that the user named; empty when standard output is meant. */
  public static Optional<OutputFile> read(Option<Optional<Path>> option, OptionValues values)
      throws UsageException {
    Optional<Path> file = values.get(option);
    if (file.isPresent() && file.get().toString().isEmpty()) {
      throw new UsageException(option.name() + ": no file is named");
    }
    return file.filter(path -> !path.toString().equals("-")).map(OutputFile::new);
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
