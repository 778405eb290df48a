package gcert.cli.option;

import gcert.cli.message.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The values of a command's options: from the command line, else from an environment variable, else
 * from the configuration file.
 *
 * <p>An option {@code --connect-timeout} has the variable {@code GCERT_CONNECT_TIMEOUT} and the key
 * {@code connect-timeout}. Options that may be repeated take a comma-separated list there, flags
 * take {@code true} or {@code false}.
 */
public final class OptionValues {
  private final GivenOptions line;
  private final Map<String, String> environment;
  private final Properties file;

  public OptionValues(GivenOptions line, Map<String, String> environment, Properties file) {
    this.line = line;
    this.environment = environment;
    this.file = file;
  }

  /** The positional parameters. */
  public List<String> parameters() {
    return line.parameters();
  }

  /** Whether the option stands on the command line itself. */
  public boolean given(String name) {
    return line.has(name);
  }

  public boolean flag(String name) throws UsageException {
    if (given(name)) {
      return true;
    }
    Optional<Default> fallback = fallback(name);
    if (fallback.isEmpty()) {
      return false;
    }
    return switch (fallback.get().value().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0", "" -> false;
      default -> throw fallback.get().wrong("is neither true nor false");
    };
  }

  public Optional<String> text(String name) {
    List<String> values = line.values(name);
    return values.isEmpty()
        ? fallback(name).map(Default::value)
        : Optional.of(values.get(values.size() - 1));
  }

  public List<String> list(String name) {
    List<String> values = line.values(name);
    if (!values.isEmpty()) {
      return values;
    }
    return fallback(name).map(value -> commaSeparated(value.value())).orElse(List.of());
  }

  public Optional<Integer> number(String name, int least, int most) throws UsageException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(text.get().strip());
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Told below, with the range.
    }
    throw wrong(name, text.get(), "is not a number from " + least + " to " + most);
  }

  public Duration duration(String name, Duration otherwise) throws UsageException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return DurationText.parse(text.get())
        .filter(duration -> duration.compareTo(Duration.ZERO) > 0)
        .orElseThrow(() -> wrong(name, text.get(), "is not a duration such as 500ms, 30s or 2m"));
  }

  /** The value must be one of the words; the first is what holds when nothing is given. */
  public String choice(String name, String... words) throws UsageException {
    String value = text(name).orElse(words[0]);
    for (String word : words) {
      if (word.equals(value)) {
        return value;
      }
    }
    throw wrong(name, value, "is not one of " + String.join(", ", words));
  }

  /** A usage error about a value, which names the place that the value came from. */
  public UsageException wrong(String name, String value, String fault) {
    if (!given(name)) {
      Optional<Default> fallback = fallback(name);
      if (fallback.isPresent()) {
        return fallback.get().wrong(fault);
      }
    }
    return new UsageException(name + ": '" + Messages.printable(value) + "' " + fault);
  }

  public static List<String> commaSeparated(String value) {
    List<String> parts = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private record Default(String place, String value) {
    UsageException wrong(String fault) {
      return new UsageException(place + ": '" + Messages.printable(value) + "' " + fault);
    }
  }

  private Optional<Default> fallback(String name) {
    String key = name.substring(name.lastIndexOf("--") + 2);
    String variable = "GCERT_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    String fromEnvironment = environment.get(variable);
    if (fromEnvironment != null) {
      return Optional.of(new Default(variable, fromEnvironment));
    }
    String fromFile = file.getProperty(key);
    return fromFile == null
        ? Optional.empty()
        : Optional.of(new Default(Configuration.fileName(environment) + ": " + key, fromFile));
  }
}
