package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The file with the user's own defaults: {@code ~/.config/gcert/gcert.properties}. */
public final class Configuration {
  private static final int LARGEST = 1024 * 1024;

  private Configuration() {}

  /**
   * Reads the file named by {@code GCERT_CONFIG}, else {@code gcert/gcert.properties} below {@code
   * XDG_CONFIG_HOME}, {@code ~/.config} or, on Windows, {@code APPDATA}. A file that does not exist
   * holds nothing, unless it was named.
   *
   * @throws LocalFaultException when the file cannot be read
   */
  public static Properties read(Map<String, String> environment) throws LocalFaultException {
    Properties properties = new Properties();
    Optional<Path> path = path(environment);
    if (path.isEmpty()) {
      return properties;
    }
    try {
      properties.load(new StringReader(text(UserFile.read(path.get(), LARGEST))));
    } catch (CharacterCodingException e) {
      throw unreadable(path.get(), "is not UTF-8 text");
    } catch (NoSuchFileException e) {
      if (environment.containsKey("GCERT_CONFIG")) {
        throw unreadable(path.get(), "no such file; GCERT_CONFIG names it");
      }
    } catch (IOException e) {
      throw unreadable(path.get(), IoFault.describe(e));
    } catch (IllegalArgumentException e) {
      throw unreadable(path.get(), "malformed Unicode escape");
    }
    return properties;
  }

  private static String text(byte[] octets) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
  }

  /**
   * A key that no command knows is a typing error, and a default that silently has no effect.
   *
   * @param command the command that runs
   * @param whole the model with every command in it
   * @throws UsageException when there is one
   */
  public static void rejectUnknownKeys(
      Properties file,
      Map<String, String> environment,
      CommandSpec command,
      Supplier<CommandLine> whole)
      throws UsageException {
    for (String key : file.stringPropertyNames()) {
      if (!isOption(command, key) && !isOptionBelow(whole.get(), key)) {
        throw new UsageException(
            path(environment).map(path -> Messages.printable(path.toString()) + ": ").orElse("")
                + "'"
                + Messages.printable(key)
                + "' is not the name of an option");
      }
    }
  }

  private static boolean isOptionBelow(CommandLine command, String key) {
    for (CommandLine subcommand : command.getSubcommands().values()) {
      if (isOption(subcommand.getCommandSpec(), key) || isOptionBelow(subcommand, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOption(CommandSpec command, String key) {
    return command.findOption("--" + key) != null;
  }

  /**
   * Whether there can be a default of the user's own for any option: a variable, or a file. Errs on
   * the side of true.
   */
  public static boolean mayHoldDefaults(Map<String, String> environment) {
    for (String name : environment.keySet()) {
      if (name.startsWith("GCERT_")
          && !name.equals("GCERT_JAVA_OPTS")
          && !(name.equals("GCERT_CONFIG") && environment.get(name).isEmpty())) {
        return true;
      }
    }
    Optional<Path> path = path(environment);
    return path.isPresent() && path.get().toFile().exists();
  }

  /** What messages call the file. */
  static String fileName(Map<String, String> environment) {
    Optional<Path> name = path(environment).map(Path::getFileName);
    return name.map(path -> Messages.printable(path.toString())).orElse("gcert.properties");
  }

  private static Optional<Path> path(Map<String, String> environment) {
    String named = environment.get("GCERT_CONFIG");
    if (named != null) {
      return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named));
    }
    for (String variable : new String[] {"XDG_CONFIG_HOME", "APPDATA"}) {
      String folder = environment.get(variable);
      if (folder != null && Path.of(folder).isAbsolute()) {
        return Optional.of(Path.of(folder, "gcert", "gcert.properties"));
      }
    }
    String home = environment.get("HOME");
    return home == null || home.isEmpty()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".config", "gcert", "gcert.properties"));
  }

  private static LocalFaultException unreadable(Path path, String why) {
    return new LocalFaultException(Messages.printable(path.toString()) + ": " + why);
  }
}
