package gcert.cli.settings;

import gcert.cli.message.Messages;
import gcert.cli.terminal.Terminal;
import gcert.file.CertificateFileException;
import gcert.file.Passwords;
import java.io.IOException;
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
      return SecretFile.firstLine(file).toCharArray();
    } catch (IOException e) {
      throw new CertificateFileException(
          "--password-file: " + Messages.printable(file) + ": " + e.getMessage());
    }
  }
}
