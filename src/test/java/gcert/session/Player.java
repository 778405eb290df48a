package gcert.session;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.Gcert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plays one session, line by line, and compares what happens with what is written. */
final class Player {
  private final String session;
  private final Stage stage;
  private Optional<Gcert.Outcome> outcome = Optional.empty();
  private String command = "";
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private int code;

  Player(String session, Stage stage) {
    this.session = session;
    this.stage = stage;
  }

  void play(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String rest = line.length() > 2 ? line.substring(2) : "";
    switch (line.charAt(0)) {
      case 's' -> stage.serve(line.split(" +")[1], line.split(" +")[2]);
      case '$' -> run(rest);
      case '1' -> out.add(rest);
      case '2' -> err.add(rest);
      case '?' -> code = Integer.parseInt(rest.strip());
      case '=' -> fileHolds(rest.strip());
      default -> throw new IllegalArgumentException(session + ": not understood: " + line);
    }
  }

  /** Compares what the last command did. */
  void finish() {
    if (outcome.isEmpty()) {
      return;
    }
    Gcert.Outcome played = outcome.get();
    String where = session + ": " + command;
    assertThat(played.err()).as(where + ": standard error").matches(pattern(err));
    assertThat(played.text()).as(where + ": standard output").matches(pattern(out));
    assertThat(played.code()).as(where + ": exit code").isEqualTo(code);
    outcome = Optional.empty();
    out.clear();
    err.clear();
    code = 0;
  }

  private void run(String line) {
    finish();
    command = line;
    String[] words = line.strip().split(" +");
    String[] arguments = new String[words.length - 1];
    for (int i = 1; i < words.length; i++) {
      arguments[i - 1] = stage.filled(words[i]);
    }
    outcome = Optional.of(Gcert.run(arguments));
  }

  private void fileHolds(String what) {
    finish();
    String[] words = what.split(" +");
    assertThat(stage.content(words[0]))
        .as(session + ": " + words[0])
        .isEqualTo(stage.held(words[1]));
  }

  /** An ellipsis stands for any text, and on a line of its own for any number of lines. */
  private Pattern pattern(List<String> lines) {
    StringBuilder pattern = new StringBuilder();
    for (String line : lines) {
      if (line.equals("…")) {
        pattern.append("(?:[^\n]*\n)*");
      } else {
        String quoted = Pattern.quote(stage.filled(line));
        pattern.append(quoted.replace("…", "\\E[^\n]*\\Q")).append("\n");
      }
    }
    return Pattern.compile(pattern.toString());
  }
}
