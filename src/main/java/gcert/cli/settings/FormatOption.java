package gcert.cli.settings;

import gcert.cli.option.Choice;
import gcert.cli.option.Option;
import java.util.List;

/** The option {@code --format}, and its shorthand {@code --json}, as commands have them. */
public final class FormatOption {
  private FormatOption() {}

  /**
   * The option of a command.
   *
   * @param forms what the command can print, the default first; one of them is JSON
   */
  public static <E extends Enum<E>> Option<E> of(E[] forms) {
    List<String> words = Choice.of(forms).words();
    int last = words.size() - 1;
    return of(
        forms,
        "Print " + String.join(", ", words.subList(0, last)) + " or " + words.get(last) + ".");
  }

  /**
   * The same, with another text for the short help.
   *
   * @param brief at most 50 characters or so
   */
  public static <E extends Enum<E>> Option<E> of(E[] forms, String brief) {
    List<String> words = Choice.of(forms).words();
    return Option.value(
            "--format",
            "FORMAT",
            Choice.of(forms),
            words.get(0),
            "One of " + String.join(", ", words) + ".")
        .briefly(brief)
        .shorthand("--json", "json");
  }
}
