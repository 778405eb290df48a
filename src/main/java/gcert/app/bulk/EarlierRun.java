package gcert.app.bulk;

import gcert.app.ExitCode;
import java.util.HashMap;
import java.util.Map;

/**
 * What an earlier run has done already.
 *
 * @param visits how many times each target was done, by its text
 * @param worst the worst exit code among its results
 */
public record EarlierRun(Map<String, Integer> visits, int worst) {
  private static final EarlierRun NONE = new EarlierRun(Map.of(), ExitCode.OK);

  /** Takes a copy of the map. */
  public EarlierRun {
    visits = Map.copyOf(visits);
  }

  /** There was none. */
  public static EarlierRun none() {
    return NONE;
  }

  /** The visits, to be counted down. */
  Map<String, Integer> left() {
    return new HashMap<>(visits);
  }
}
