package gcert.cli.settings;

import gcert.cli.message.Messages;
import gcert.cli.terminal.Terminal;
import gcert.failure.IoFault;
import gcert.file.CertificateFileException;
import gcert.file.Passwords;
import gcert.input.UserFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The password of a store: the first line of {@code --password-file}, else the variable {@code
 * GCERT_PASSWORD}, else what is typed on the terminal, without echo.
 *
 * <p>There is no option that takes the password itself: every user of a machine can read the
 * command lines that run on it.
 */
public final class StorePassword implements Passwords {
  private static final int LONGEST = 64 * 1024;

  private final Optional<String> file;
  private final Map<String, String> environment;

  public StorePassword(Optional<String> file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  @Override
  public Optional<char[]> of(String store) throws CertificateFileException {
    if (file.isPresent()) {
      return Optional.of(firstLine(file.get()));
    }
    String variable = environment.get("GCERT_PASSWORD");
    if (variable != null) {
      return Optional.of(variable.toCharArray());
    }
    return Terminal.toAskOn()
        .map(console -> console.readPassword("gcert: password of %s: ", store));
  }

  private static char[] firstLine(String file) throws CertificateFileException {
    try {
      String text = new String(UserFile.read(Path.of(file), LONGEST), StandardCharsets.UTF_8);
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      return text.substring(0, end).toCharArray();
    } catch (IOException e) {
      throw unreadable(file, IoFault.describe(e));
    } catch (InvalidPathException e) {
      throw unreadable(file, "is not a path on this system");
    }
  }

  private static CertificateFileException unreadable(String file, String why) {
    return new CertificateFileException(
        "--password-file: " + Messages.printable(file) + ": " + why);
  }
}
