package gcert.app.bulk;

/** Whether the hosts of each target are judged together, and in which form. */
public enum Rotations {
  /** Not at all. */
  NONE,
  /** As lines for a person. */
  TEXT,
  /** As lines for a person, and only of hosts of which a rotation does not explain all. */
  MISMATCHES,
  /** As objects. */
  JSON
}
