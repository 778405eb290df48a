package gcert.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays one document in a village; started in namespaces of its own. Ends with 1 when something
 * went otherwise than the document shows, and says what.
 */
final class Play {
  /** Orders to the village, and cron: it runs what a file in /etc/cron.d says, and knows little. */
  private static final String PRELUDE =
      """
      village() { exec 9<>/dev/tcp/127.0.0.1/$VILLAGE; echo "$@" >&9; read -r said <&9; exec 9>&-;
        [ "$said" = done ] || { echo "$said"; return 1; }; }
      cron() {
        sed -nE 's/^([^ #=]+ ){6}//p' "/etc/cron.d/$1" | while read -r line; do
          env -i HOME=/root LOGNAME=root SHELL=/bin/sh PATH=/usr/bin:/bin TZ=UTC /bin/sh -c "$line"
        done
      }
      """;

  private final Shell shell;
  private final List<String> faults = new ArrayList<>();

  private Play(Shell shell) {
    this.shell = shell;
  }

  /**
   * Plays.
   *
   * @param arguments the document, the folder with gcert's program, an empty folder; and the root
   *     in which gcert is installed, if it is to be played in one
   */
  public static void main(String[] arguments) throws Exception {
    Path document = Path.of(arguments[0]);
    Path programs = Path.of(arguments[1]).toAbsolutePath();
    Path folder = Path.of(arguments[2]).toAbsolutePath();
    List<String> faults;
    try (Village village = new Village(folder)) {
      Surroundings surroundings =
          arguments.length > 3
              ? Surroundings.of(Path.of(arguments[3]), folder)
              : Surroundings.ofThisSystem(folder, programs);
      village.furnish(surroundings.home());
      try (Shell shell = surroundings.open(village.door())) {
        faults = new Play(shell).all(Recipe.of(Files.readAllLines(document)));
      }
    }
    faults.forEach(System.out::println);
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private List<String> all(List<Recipe> recipes) throws IOException {
    shell.type(PRELUDE);
    // Google's hosts of this village have a root of its own, added to the bundle as a user would.
    shell.type(
        "{ gcert roots list --format pem; cat root.pem; } > all-roots.pem &&"
            + " gcert roots update -q --from all-roots.pem");
    for (Recipe recipe : recipes) {
      if (recipe.notPlayed().isEmpty() && isEquipped(recipe)) {
        for (String preparation : recipe.preparations()) {
          Shell.Outcome outcome = shell.type(preparation);
          if (outcome.code() != 0) {
            faults.add(recipe.line() + ": first: " + preparation + ": " + outcome);
          }
        }
        play(recipe.steps());
      }
    }
    return faults;
  }

  /**
   * Whether the programs are there that it takes; where a test may miss nothing, they have to be.
   */
  private boolean isEquipped(Recipe recipe) throws IOException {
    boolean equipped = true;
    for (String program : recipe.needs()) {
      if (shell.type("type " + program).code() != 0) {
        String missing = recipe.line() + ": not played: " + program + " is not installed";
        if ("1".equals(System.getenv("GCERT_REQUIRE_SERVERS"))) {
          faults.add(missing);
        } else {
          System.out.println(missing);
        }
        equipped = false;
      }
    }
    return equipped;
  }

  private void play(List<Step> steps) throws IOException {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Shell.Outcome outcome = shell.type(step.command());
      boolean codeAsked =
          step.command().contains("$?")
              || (i + 1 < steps.size() && steps.get(i + 1).command().contains("$?"));
      if (outcome.code() != 0 && !codeAsked) {
        faults.add(
            step.line()
                + ": "
                + step.command()
                + "\n  ended with "
                + outcome.code()
                + text(outcome));
      } else if (!step.shown().isEmpty() && !Shown.agrees(step.shown(), outcome.lines())) {
        faults.add(step.line() + ": " + step.command() + "\n  printed" + text(outcome));
      }
    }
  }

  private static String text(Shell.Outcome outcome) {
    return ":\n    " + String.join("\n    ", outcome.lines());
  }
}
