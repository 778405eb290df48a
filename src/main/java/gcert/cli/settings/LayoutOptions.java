package gcert.cli.settings;

import gcert.cli.option.Choice;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.UsageException;
import gcert.cli.terminal.Session;
import gcert.cli.terminal.Terminal;
import gcert.report.Layout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a report for a person is laid out. */
public final class LayoutOptions {
  /** When there is colour. */
  public enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Colour. */
  public static final Option<Colour> COLOR =
      Option.value(
              "--color",
              "WHEN",
              Choice.of(Colour.values()),
              "auto",
              "Use colour: auto (on a terminal, unless NO_COLOR is set), always, never.")
          .briefly("Use colour: auto, always or never.");

  /** How a report is laid out. */
  public static final OptionGroup GROUP = new OptionGroup("Output", COLOR);

  private LayoutOptions() {}

  /**
   * The layout for standard output. {@code NO_COLOR} and {@code CLICOLOR_FORCE} count when they are
   * not empty, as no-color.org and bixense.com/clicolors have it; {@code --color} wins over both.
   */
  public static Layout read(OptionValues values, Session session) throws UsageException {
    Map<String, String> environment = session.environment();
    boolean terminal = session.out().isTerminal();
    boolean colour =
        switch (values.get(COLOR)) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              !isSet(environment, "NO_COLOR")
                  && (isSet(environment, "CLICOLOR_FORCE")
                      || (terminal && !"dumb".equals(environment.get("TERM"))));
        };
    return new Layout(columns(environment, terminal), colour, isUnicode(environment));
  }

  /** How wide the screen is on which standard output is read, or is taken to be. */
  public static int columns(Session session) {
    return columns(session.environment(), session.out().isTerminal());
  }

  private static int columns(Map<String, String> environment, boolean terminal) {
    Optional<Integer> named = number(environment.get("COLUMNS"));
    if (named.isPresent()) {
      return named.get();
    }
    return terminal ? Terminal.columns().orElse(Layout.USUAL) : Layout.USUAL;
  }

  private static Optional<Integer> number(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(Integer.parseInt(text.strip())).filter(columns -> columns > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** By the first of the variables that decide about the encoding of text (POSIX, section 8.2). */
  private static boolean isUnicode(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        String locale = value.toLowerCase(Locale.ROOT);
        return locale.contains("utf-8") || locale.contains("utf8");
      }
    }
    return false;
  }

  private static boolean isSet(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    return value != null && !value.isEmpty();
  }
}
