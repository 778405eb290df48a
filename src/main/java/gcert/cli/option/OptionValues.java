package gcert.cli.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a command's options: from the command line, else from an environment variable, else
 * from the configuration file.
 *
 * <p>An option {@code --connect-timeout} has the variable {@code GCERT_CONNECT_TIMEOUT} and the key
 * {@code connect-timeout}; a key {@code check.connect-timeout} is for {@code gcert check} alone and
 * wins over it. Options that may be repeated take a comma-separated list there, flags take {@code
 * true} or {@code false}.
 */
public final class OptionValues {
  private final GivenOptions line;
  private final CommandSpec command;
  private final Map<String, String> environment;
  private final Configuration file;

  /**
   * Makes one.
   *
   * @param line what the command line gives
   * @param command the command whose options they are; others have no value
   * @param file the user's own defaults
   */
  public OptionValues(
      GivenOptions line, CommandSpec command, Map<String, String> environment, Configuration file) {
    this.line = line;
    this.command = command;
    this.environment = environment;
    this.file = file;
  }

  /** The command whose options they are, as it is called. */
  public String commandName() {
    return command.name();
  }

  /** The positional parameters. */
  public List<String> parameters() {
    return line.parameters();
  }

  /**
   * The value of an option.
   *
   * @throws UsageException when what was given means nothing
   */
  public <T> T get(Option<T> option) throws UsageException {
    return option.read(text(option));
  }

  /** Whether the option stands on the command line itself. */
  public boolean given(Option<?> option) {
    return line.has(option);
  }

  /** Whether the option has a value from anywhere. */
  public boolean isSet(Option<?> option) {
    return given(option) || fallback(option).isPresent();
  }

  /** A usage error about the value of an option, which names the place that it came from. */
  public UsageException wrong(Option<?> option, String value, String fault) {
    return text(option).wrong(value, fault);
  }

  private OptionText text(Option<?> option) {
    boolean given = given(option);
    return new OptionText(
        option.name(), given, line.values(option), given ? Optional.empty() : fallback(option));
  }

  private Optional<DefaultValue> fallback(Option<?> option) {
    if (environment.isEmpty() && file.isEmpty()) {
      return Optional.empty();
    }
    String variable = option.variable();
    String fromEnvironment = environment.get(variable);
    if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
      return command.has(option)
          ? Optional.of(new DefaultValue(variable, fromEnvironment))
          : Optional.empty();
    }
    return file.isEmpty() || !command.has(option) ? Optional.empty() : file.find(command, option);
  }
}
