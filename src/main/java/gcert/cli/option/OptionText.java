package gcert.cli.option;

import gcert.failure.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was given for one option, not yet read.
 *
 * @param name the name of the option, for messages
 * @param given whether it stands on the command line
 * @param values the values that it has there, in order
 * @param fallback its value from elsewhere; empty when it has none, or stands on the command line
 */
record OptionText(
    String name, boolean given, List<String> values, Optional<DefaultValue> fallback) {

  /** The one value; of several the last counts. */
  Optional<String> one() {
    return values.isEmpty()
        ? fallback.map(DefaultValue::text)
        : Optional.of(values.get(values.size() - 1));
  }

  /** All values. */
  List<String> all() {
    return values.isEmpty()
        ? fallback.map(value -> commaSeparated(value.text())).orElse(List.of())
        : values;
  }

  /**
   * Reads a value.
   *
   * @throws UsageException when it means nothing
   */
  <V> V parse(ValueType<V> type, String text) throws UsageException {
    try {
      return type.parse(text);
    } catch (InvalidValueException e) {
      throw wrong(type.shown(text), String.valueOf(e.getMessage()));
    }
  }

  /** A usage error about a value, which names the place that it came from. */
  UsageException wrong(String value, String fault) {
    return fallback.isPresent()
        ? fallback.get().wrong(value, fault)
        : new UsageException(name + ": '" + Escaped.of(value) + "' " + fault);
  }

  /** The parts of a list; none of them is blank. */
  static List<String> commaSeparated(String value) {
    List<String> parts = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
