package gcert.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One option, declared once: its names, how its value is read, its default, what the help says.
 *
 * <p>An option is a constant of the class that has its group, and {@code OptionValues.get} reads it
 * through that constant. The parser, the help, the man page, completion, the key in the
 * configuration file and the environment variable are all made from it.
 *
 * @param <T> what reading it gives
 */
public abstract sealed class Option<T> {
  private final List<String> names;
  private final String label;
  private final String help;
  private String brief = "";
  private String shorthand = "";
  private String shorthandValue = "";

  private Option(String names, String label, String help) {
    this.names = List.of(names.split(" "));
    this.label = label;
    this.help = help;
  }

  /**
   * An option without a value.
   *
   * @param names the short name, if there is one, then the long one: {@code "-k --insecure"}
   * @param help what it does, in the imperative
   */
  public static Option<Boolean> flag(String names, String help) {
    return new Flag(names, help);
  }

  /**
   * An option with a value; empty when it is not given.
   *
   * @param label what the help calls the value: {@code FILE}
   * @param type how the value is read
   */
  public static <V> Option<Optional<V>> value(
      String names, String label, ValueType<V> type, String help) {
    return new Value<>(names, label, type, help);
  }

  /**
   * An option with a value that has a default.
   *
   * @param otherwise the default, as a user would write it; the help names it
   */
  public static <V> Option<V> value(
      String names, String label, ValueType<V> type, String otherwise, String help) {
    return new Defaulted<>(names, label, type, otherwise, help);
  }

  /** An option that may be given several times, each time with one value. */
  public static <V> Option<List<V>> list(
      String names, String label, ValueType<V> type, String help) {
    return new Repeated<>(names, label, type, false, help);
  }

  /** An option that may be given several times, each time with values separated by commas. */
  public static <V> Option<List<V>> commaList(
      String names, String label, ValueType<V> type, String help) {
    return new Repeated<>(names, label, type, true, help);
  }

  /** The same option, with a text for the short help, which has a line for each. */
  public Option<T> briefly(String text) {
    brief = text;
    return this;
  }

  /** What it does, in one line. */
  public String brief() {
    int end = help.indexOf(". ");
    return !brief.isEmpty() ? brief : end < 0 ? help : help.substring(0, end + 1);
  }

  /**
   * The same option, with a word that stands for it and one of its values: {@code --json} for
   * {@code --format json}.
   */
  public Option<T> shorthand(String name, String value) {
    shorthand = name;
    shorthandValue = value;
    return this;
  }

  /** The word that stands for the option and a value. */
  public Optional<String> shorthand() {
    return shorthand.isEmpty() ? Optional.empty() : Optional.of(shorthand);
  }

  /** The value that the short form stands for. */
  public String shorthandValue() {
    return shorthandValue;
  }

  /** Whether a word on the command line names it. */
  public boolean isNamed(String word) {
    return names.contains(word) || (!shorthand.isEmpty() && shorthand.equals(word));
  }

  /** All names, the long one last. */
  public List<String> names() {
    return names;
  }

  /** The long name, with its hyphens. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** What the help calls its value; empty when it takes none. */
  public String label() {
    return label;
  }

  /** Its key in the configuration file: the long name without hyphens in front. */
  public String key() {
    return name().startsWith("--") ? name().substring(2) : name();
  }

  /** Its environment variable: {@code GCERT_CONNECT_TIMEOUT}. */
  public String variable() {
    return "GCERT_" + key().replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** What it does, with its values and its default. */
  public String help() {
    return help;
  }

  /** Whether it takes a value. */
  public boolean takesValue() {
    return !label.isEmpty();
  }

  /** Whether it may be given several times and each value counts. */
  public boolean isRepeated() {
    return false;
  }

  /** What can be offered as its value. */
  public Completion completion() {
    return Completion.NOTHING;
  }

  /** Reads it of what was given. */
  abstract T read(OptionText text) throws UsageException;

  @Override
  public String toString() {
    return name();
  }

  private static final class Flag extends Option<Boolean> {
    Flag(String names, String help) {
      super(names, "", help);
    }

    @Override
    Boolean read(OptionText text) throws UsageException {
      if (text.given()) {
        return true;
      }
      Optional<DefaultValue> fallback = text.fallback();
      if (fallback.isEmpty()) {
        return false;
      }
      return switch (fallback.get().text().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "1" -> true;
        case "false", "no", "0", "" -> false;
        default -> throw fallback.get().wrong("is neither true nor false");
      };
    }
  }

  private static final class Value<V> extends Option<Optional<V>> {
    private final ValueType<V> type;

    Value(String names, String label, ValueType<V> type, String help) {
      super(names, label, help);
      this.type = type;
    }

    @Override
    public Completion completion() {
      return type.completion();
    }

    @Override
    Optional<V> read(OptionText text) throws UsageException {
      Optional<String> one = text.one();
      return one.isEmpty() ? Optional.empty() : Optional.of(text.parse(type, one.get()));
    }
  }

  private static final class Defaulted<V> extends Option<V> {
    private final ValueType<V> type;
    private final String otherwise;

    Defaulted(String names, String label, ValueType<V> type, String otherwise, String help) {
      super(names, label, help);
      this.type = type;
      this.otherwise = otherwise;
    }

    @Override
    public String help() {
      return super.help() + " Default: " + otherwise + ".";
    }

    @Override
    public Completion completion() {
      return type.completion();
    }

    @Override
    V read(OptionText text) throws UsageException {
      return text.parse(type, text.one().orElse(otherwise));
    }
  }

  private static final class Repeated<V> extends Option<List<V>> {
    private final ValueType<V> type;
    private final boolean commas;

    Repeated(String names, String label, ValueType<V> type, boolean commas, String help) {
      super(names, label, help);
      this.type = type;
      this.commas = commas;
    }

    @Override
    public boolean isRepeated() {
      return true;
    }

    @Override
    public Completion completion() {
      return type.completion();
    }

    @Override
    List<V> read(OptionText text) throws UsageException {
      List<V> all = new ArrayList<>();
      for (String value : text.all()) {
        for (String part :
            commas && !value.isBlank() ? OptionText.commaSeparated(value) : List.of(value)) {
          all.add(text.parse(type, part));
        }
      }
      return all;
    }
  }
}
