package gcert.trust;

/**
 * The work that judging one chain may take. A chain of any sense takes a few signatures and steps;
 * one that is made to keep its judge busy (a mesh of cross-signs, a hundred thousand name
 * constraints) ends here, long before anybody waits.
 */
public final class WorkLimit {
  static final int SIGNATURES = 400;
  static final int STEPS = 20_000;

  /** As many as OpenSSL takes: a CA and a server with some 500 of each are still judged. */
  static final int COMPARISONS = 1 << 20;

  static final int LONGEST = 32;

  private int signatures;
  private int steps;
  private long comparisons;
  private boolean tooLong;

  /** Whether one more signature may be verified. */
  public boolean signature() {
    return signatures++ < SIGNATURES;
  }

  /** Whether one more certificate may be tried in a path. */
  public boolean step() {
    return steps++ < STEPS;
  }

  /** Whether a path of this many certificates may grow. */
  public boolean grow(int length) {
    tooLong |= length >= LONGEST;
    return length < LONGEST;
  }

  /** Whether this many more names may be compared with constraints. */
  public boolean compare(long count) {
    comparisons += count;
    return comparisons <= COMPARISONS;
  }

  /** Whether a limit was met. */
  public boolean isSpent() {
    return tooLong || signatures > SIGNATURES || steps > STEPS || comparisons > COMPARISONS;
  }
}
