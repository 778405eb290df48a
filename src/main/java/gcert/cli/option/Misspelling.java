package gcert.cli.option;

import java.util.Collection;
import java.util.Optional;

/** Guesses which word a person meant: the beginning of one, or one with a slip of the finger. */
public final class Misspelling {
  private static final int MOST_SLIPS = 2;
  private static final int SHORTEST_BEGINNING = 3;

  private Misspelling() {}

  /**
   * The word that begins so, else the first of those that are nearest; empty when none is at most
   * two slips away.
   */
  public static Optional<String> of(String typed, Collection<String> words) {
    Optional<String> nearest = Optional.empty();
    int least = MOST_SLIPS + 1;
    for (String word : words) {
      if (typed.length() >= SHORTEST_BEGINNING && word.startsWith(typed)) {
        return Optional.of(word);
      }
      int slips = Math.abs(word.length() - typed.length()) < least ? slips(typed, word) : least;
      if (slips < least) {
        least = slips;
        nearest = Optional.of(word);
      }
    }
    return nearest;
  }

  /**
   * How many letters have to be put in, left out, replaced, or changed with their neighbour, each
   * at most once (the optimal string alignment distance).
   */
  public static int slips(String typed, String word) {
    int[][] slips = new int[typed.length() + 1][word.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= word.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, typed, word, i, j);
      }
    }
    return slips[typed.length()][word.length()];
  }

  private static int fewest(int[][] slips, String typed, String word, int i, int j) {
    int replaced = slips[i - 1][j - 1] + (typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean changed =
        i > 1
            && j > 1
            && typed.charAt(i - 1) == word.charAt(j - 2)
            && typed.charAt(i - 2) == word.charAt(j - 1);
    return changed ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
  }
}
