package gcert.run;

import gcert.target.Target;

/** One entry of the list of targets. */
public sealed interface TargetEntry {

  /**
   * A target.
   *
   * @param target what to visit
   */
  record Wanted(Target target) implements TargetEntry {}

  /**
   * An entry that is not a valid target.
   *
   * @param complaint where it stands and what is wrong with it, one clause
   */
  record Bad(String complaint) implements TargetEntry {}
}
