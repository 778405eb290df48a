package gcert.cli.option;

import gcert.app.LocalFaultException;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.input.UserFile;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The user's own defaults, from the file {@code ~/.config/gcert/gcert.properties}: a line for each,
 * {@code timeout=10s} for every command that has the option, {@code check.format=json} for one.
 */
public final class Configuration {
  private static final int LARGEST = 1024 * 1024;
  private static final boolean ON_WINDOWS = File.separatorChar == '\\';

  /** Without defaults. */
  public static final Configuration NONE = new Configuration("", new Properties());

  private final String path;
  private final Properties properties;

  private Configuration(String path, Properties properties) {
    this.path = path;
    this.properties = properties;
  }

  /**
   * Reads the file named by {@code GCERT_CONFIG}, else {@code gcert/gcert.properties} below {@code
   * XDG_CONFIG_HOME}, on Windows {@code APPDATA}, or {@code ~/.config}. A file that does not exist
   * holds nothing, unless it was named.
   *
   * @throws LocalFaultException when the file cannot be read
   */
  public static Configuration read(Map<String, String> environment) throws LocalFaultException {
    Optional<Path> path = path(environment);
    if (path.isEmpty()) {
      return NONE;
    }
    Properties properties = new Properties();
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
    return new Configuration(path.get().toString(), properties);
  }

  /** Whether it holds nothing. */
  public boolean isEmpty() {
    return properties.isEmpty();
  }

  /** The value of an option of a command. */
  public Optional<String> value(CommandSpec command, Option<?> option) {
    return find(command, option).map(DefaultValue::text);
  }

  /** The value of an option of a command, with the place where it stands. */
  Optional<DefaultValue> find(CommandSpec command, Option<?> option) {
    String own = prefix(command) + option.key();
    String key = properties.getProperty(own) == null ? option.key() : own;
    String value = properties.getProperty(key);
    return value == null
        ? Optional.empty()
        : Optional.of(new DefaultValue(Escaped.of(path) + ": " + key, value));
  }

  private static String text(byte[] octets) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
  }

  /**
   * A key that no command knows is a typing error, and a default that silently has no effect.
   *
   * @param commands all commands
   * @throws UsageException when there is one
   */
  public void rejectUnknownKeys(Supplier<List<CommandSpec>> commands) throws UsageException {
    if (properties.isEmpty()) {
      return;
    }
    List<CommandSpec> all = commands.get();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (all.stream().noneMatch(command -> knows(command, key))) {
        throw new UsageException(
            Escaped.of(path) + ": '" + Escaped.of(key) + "' is not the name of an option");
      }
    }
  }

  private static boolean knows(CommandSpec command, String key) {
    String prefix = prefix(command);
    return command.option("--" + key).isPresent()
        || (key.startsWith(prefix)
            && command.option("--" + key.substring(prefix.length())).isPresent());
  }

  private static String prefix(CommandSpec command) {
    return command.name().replace(' ', '.') + ".";
  }

  private static Optional<Path> path(Map<String, String> environment) {
    String named = environment.get("GCERT_CONFIG");
    if (named != null) {
      return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named));
    }
    List<String> variables =
        ON_WINDOWS ? List.of("XDG_CONFIG_HOME", "APPDATA") : List.of("XDG_CONFIG_HOME");
    for (String variable : variables) {
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
    return new LocalFaultException(Escaped.of(path.toString()) + ": " + why);
  }
}
