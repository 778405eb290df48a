package gcert.recipes;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal session in a document: a fenced block of the kind {@code console}, with a prompt
 * before each command and behind it what it prints, where the document shows that.
 *
 * <p>A comment of HTML above the fence, which no reader sees, may hold {@code first: COMMAND},
 * typed before the block, {@code needs: PROGRAM}, without which it is not played, or {@code not
 * played: REASON}. Above a fenced block of any kind it may hold {@code file: PATH}: the block is
 * the content of that file from there on, as it is for a reader.
 *
 * @param line where it begins in its document, from 1
 * @param preparations commands that are typed first
 * @param needs programs that do not belong to every system
 * @param notPlayed why it is not played; empty when it is
 * @param steps what is typed
 */
record Recipe(
    int line, List<String> preparations, List<String> needs, String notPlayed, List<Step> steps) {
  private static final String FIRST = "<!-- first: ";
  private static final String FILE = "<!-- file: ";
  private static final String NEEDS = "<!-- needs: ";
  private static final String NOT_PLAYED = "<!-- not played: ";
  private static final String COMMENT_END = " -->";
  private static final String PROMPT = "$ ";

  Recipe {
    preparations = List.copyOf(preparations);
    needs = List.copyOf(needs);
    steps = List.copyOf(steps);
  }

  /** Those of a document, in its order. */
  static List<Recipe> of(List<String> document) {
    List<Recipe> recipes = new ArrayList<>();
    List<String> preparations = new ArrayList<>();
    List<String> needs = new ArrayList<>();
    String notPlayed = "";
    String file = "";
    for (int i = 0; i < document.size(); i++) {
      String line = document.get(i);
      if (line.startsWith(FIRST)) {
        preparations.add(comment(line, FIRST));
      } else if (line.startsWith(NEEDS)) {
        needs.add(comment(line, NEEDS));
      } else if (line.startsWith(FILE)) {
        file = comment(line, FILE);
      } else if (line.startsWith(NOT_PLAYED)) {
        notPlayed = comment(line, NOT_PLAYED);
      } else if (line.startsWith("```")) {
        int end = end(document, i);
        List<String> body = document.subList(i + 1, end);
        if (!file.isEmpty()) {
          preparations.add(written(file, body));
          recipes.add(new Recipe(i + 1, preparations, needs, notPlayed, List.of()));
        } else if (line.equals("```console")) {
          recipes.add(new Recipe(i + 1, preparations, needs, notPlayed, session(body, i + 2)));
        }
        preparations.clear();
        needs.clear();
        notPlayed = "";
        file = "";
        i = end;
      }
    }
    return recipes;
  }

  private static String comment(String line, String start) {
    return line.substring(start.length(), line.length() - COMMENT_END.length());
  }

  private static String written(String file, List<String> text) {
    return "mkdir -p $(dirname %s) && cat > %s <<'END'\n%s\nEND"
        .formatted(file, file, String.join("\n", text));
  }

  private static int end(List<String> document, int fence) {
    int end = fence + 1;
    while (!document.get(end).equals("```")) {
      end++;
    }
    return end;
  }

  private static List<Step> session(List<String> body, int first) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < body.size(); ) {
      int line = first + i;
      String command = body.get(i++);
      if (!command.startsWith(PROMPT)) {
        throw new IllegalArgumentException("line " + line + ": a prompt should stand here");
      }
      command = command.substring(PROMPT.length());
      while (command.endsWith("\\")) {
        command += "\n" + body.get(i++);
      }
      List<String> shown = new ArrayList<>();
      while (i < body.size() && !body.get(i).startsWith(PROMPT)) {
        shown.add(body.get(i++));
      }
      steps.add(new Step(line, command, shown));
    }
    return steps;
  }
}
