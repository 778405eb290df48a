package gcert.cli.option;

/**
 * How the text of an option's value is read. Reading opens no file and looks nothing up.
 *
 * @param <V> what it means
 */
public interface ValueType<V> {

  /**
   * Reads the text.
   *
   * @throws InvalidValueException when it means nothing; the message goes on behind the value: "is
   *     not a duration such as 30s"
   */
  V parse(String text) throws InvalidValueException;

  /** The text as messages may show it: without what is secret. */
  default String shown(String text) {
    return text;
  }

  /** What a shell can offer. */
  default Completion completion() {
    return Completion.NOTHING;
  }
}
