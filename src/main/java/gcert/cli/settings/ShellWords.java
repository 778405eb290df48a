package gcert.cli.settings;

import gcert.cli.option.InvalidValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words, as simple shells do and no more: blanks separate, single and double
 * quotes join, a backslash outside single quotes takes the next character as it is. Nothing is
 * expanded or substituted.
 */
public final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * The words; at least one.
   *
   * @throws InvalidValueException when a quote has no end, or there is no word
   */
  public static List<String> split(String command) throws InvalidValueException {
    ShellWords words = new ShellWords(command);
    if (!words.read()) {
      throw new InvalidValueException("has a quote or a backslash without its other half");
    }
    if (words.words.isEmpty() || words.words.get(0).isEmpty()) {
      throw new InvalidValueException("names no command");
    }
    return words.words;
  }

  /** Whether the text was whole. */
  private boolean read() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\'' || c == '"') {
        begun = true;
        if (!quoted(c)) {
          return false;
        }
      } else if (c == '\\') {
        if (at == text.length()) {
          return false;
        }
        add(text.charAt(at++));
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        end();
      } else {
        add(c);
      }
    }
    end();
    return true;
  }

  private boolean quoted(char quote) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return true;
      }
      if (c == '\\' && quote == '"' && at < text.length()) {
        add(text.charAt(at++));
      } else {
        add(c);
      }
    }
    return false;
  }

  private void add(char c) {
    word.append(c);
    begun = true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }
}
