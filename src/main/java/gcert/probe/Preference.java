package gcert.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whose order of preference decides. */
public enum Preference {
  /** The server's. */
  SERVER,
  /** The client's. */
  CLIENT,
  /** There is no choice to make, or it could not be found out. */
  UNKNOWN;

  /**
   * What follows from the choice that a server made when everything it takes was offered in the
   * reverse of the order in which it was found.
   */
  static Preference of(List<Integer> found, int chosen) {
    if (found.size() < 2) {
      return UNKNOWN;
    }
    if (chosen == found.get(0)) {
      return SERVER;
    }
    return chosen == found.get(found.size() - 1) ? CLIENT : UNKNOWN;
  }

  static List<Integer> reversed(List<Integer> codes) {
    List<Integer> reversed = new ArrayList<>(codes);
    Collections.reverse(reversed);
    return reversed;
  }
}
