package gcert.recipes;

import java.util.List;

/**
 * One command of a terminal session.
 *
 * @param line where it stands in its document, from 1
 * @param command what is typed
 * @param shown what the document shows of its output; empty when it shows none
 */
record Step(int line, String command, List<String> shown) {
  Step {
    shown = List.copyOf(shown);
  }
}
