package gcert.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of the constants of an enum, by its name in lower case.
 *
 * @param <E> the enum
 */
public final class Choice<E extends Enum<E>> implements ValueType<E> {
  /** What other programs call the same. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("p12", "pkcs12", "pfx", "pkcs12", "crt", "pem", "cer", "der");

  private final List<E> constants;

  private Choice(List<E> constants) {
    this.constants = constants;
  }

  /** One of these. */
  public static <E extends Enum<E>> Choice<E> of(E[] constants) {
    return new Choice<>(List.of(constants));
  }

  /** The word for a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All words, in order. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (E constant : constants) {
      words.add(word(constant));
    }
    return words;
  }

  @Override
  public E parse(String text) throws InvalidValueException {
    for (E constant : constants) {
      if (word(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new InvalidValueException(
        "is not one of "
            + String.join(", ", words())
            + meant(text.toLowerCase(Locale.ROOT))
                .map(meant -> "; did you mean " + meant + "?")
                .orElse(""));
  }

  private Optional<String> meant(String text) {
    String elsewhere = ELSEWHERE.getOrDefault(text, "");
    return words().contains(elsewhere) ? Optional.of(elsewhere) : Misspelling.of(text, words());
  }

  @Override
  public Completion completion() {
    return Completion.of(words());
  }
}
