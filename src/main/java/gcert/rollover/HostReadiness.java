package gcert.rollover;

import gcert.target.ServerTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the candidate may be deployed on one host. Immutable.
 *
 * @param target the host and port
 * @param state whether it may
 * @param until from when on it may; empty unless the state is to wait
 * @param reasons why, the gravest first
 * @param plan what to change in the zone
 */
public record HostReadiness(
    ServerTarget target,
    State state,
    Optional<Instant> until,
    List<Reason> reasons,
    Optional<RolloverPlan> plan) {

  /** Whether it may, the best first. */
  public enum State {
    NOW(0),
    WAIT(7),
    UNKNOWN(3),
    BREAK(1);

    private final int exitCode;

    State(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code. */
    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * One reason.
   *
   * @param obstacle what it is about
   * @param state what it leads to by itself; {@link State#NOW} for a remark
   * @param warning whether a remark is a warning
   * @param message one clause, escaped
   */
  public record Reason(Obstacle obstacle, State state, boolean warning, String message) {}

  /** Takes a copy of the list. */
  public HostReadiness {
    reasons = List.copyOf(reasons);
  }
}
