package gcert.cli.settings;

import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.terminal.Session;
import gcert.file.FileInspector;
import java.util.Optional;

/** How files of certificates are read. */
public final class FileOptions {
  /** The file with the password of a store. */
  public static final Option<Optional<String>> PASSWORD_FILE =
      Option.value(
              "--password-file",
              "FILE",
              ValueTypes.FILE_NAME,
              "Read the password of a PKCS#12 or JKS store from the first line of FILE. Default: GCERT_PASSWORD, or ask on the terminal.")
          .briefly("Read a store's password from FILE.");

  /** How files of certificates are read. */
  public static final OptionGroup GROUP = new OptionGroup("Files", PASSWORD_FILE);

  private FileOptions() {}

  public static FileInspector readInspector(OptionValues values, Session session)
      throws UsageException {
    return new FileInspector(
        session.in(),
        new StorePassword(values.get(PASSWORD_FILE), session.environment()),
        session.clock());
  }
}
