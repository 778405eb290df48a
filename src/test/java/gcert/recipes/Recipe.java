package gcert.recipes;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal session in a document: a fenced block of the kind {@code console}, with a prompt
 * before each command and behind it what it prints, where the document shows that.
 *
 * <p>A comment of HTML above the fence, which no reader sees, may hold {@code first: COMMAND},
 * typed before the block, or {@code not played: REASON}.
 *
 * @param line where it begins in its document, from 1
 * @param preparations commands that are typed first
 * @param notPlayed why it is not played; empty when it is
 * @param steps what is typed
 */
record Recipe(int line, List<String> preparations, String notPlayed, List<Step> steps) {
  private static final String FIRST = "<!-- first: ";
  private static final String NOT_PLAYED = "<!-- not played: ";
  private static final String COMMENT_END = " -->";
  private static final String PROMPT = "$ ";

  Recipe {
    preparations = List.copyOf(preparations);
    steps = List.copyOf(steps);
  }

  /** Those of a document, in its order. */
  static List<Recipe> of(List<String> document) {
    List<Recipe> recipes = new ArrayList<>();
    List<String> preparations = new ArrayList<>();
    String notPlayed = "";
    for (int i = 0; i < document.size(); i++) {
      String line = document.get(i);
      if (line.startsWith(FIRST)) {
        preparations.add(comment(line, FIRST));
      } else if (line.startsWith(NOT_PLAYED)) {
        notPlayed = comment(line, NOT_PLAYED);
      } else if (line.startsWith("```")) {
        int end = end(document, i);
        List<String> body = document.subList(i + 1, end);
        if (line.equals("```console")) {
          recipes.add(new Recipe(i + 1, preparations, notPlayed, session(body, i + 2)));
        }
        preparations.clear();
        notPlayed = "";
        i = end;
      }
    }
    return recipes;
  }

  private static String comment(String line, String start) {
    return line.substring(start.length(), line.length() - COMMENT_END.length());
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
