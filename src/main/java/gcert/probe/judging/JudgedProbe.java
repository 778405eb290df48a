package gcert.probe.judging;

import gcert.probe.ProbeOutcome;
import gcert.probe.ServerRange;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking one server, and what is thought of it.
 *
 * @param probed what was found out
 * @param assessments by each norm that was asked for; none when nothing was found out
 * @param differences from what is expected; none also when nothing was expected
 * @param compared whether it was compared with what is expected
 */
public record JudgedProbe(
    ProbeOutcome probed,
    List<Assessment> assessments,
    List<Difference> differences,
    boolean compared) {
  private static final int DIFFERS = 7;

  /** Takes copies of the lists. */
  public JudgedProbe {
    assessments = List.copyOf(assessments);
    differences = List.copyOf(differences);
  }

  /**
   * Judges.
   *
   * @param server {@code HOST:PORT}
   */
  public static JudgedProbe of(
      ProbeOutcome probed,
      String server,
      List<NormProfile> profiles,
      Optional<Expectation> expectation) {
    Optional<ServerRange> range = probed.range();
    // What was not found out in full differs from anything, for no reason of the server's.
    boolean compared = expectation.isPresent() && probed.exitCode() == 0 && range.isPresent();
    return new JudgedProbe(
        probed,
        range.isEmpty()
            ? List.of()
            : profiles.stream().map(p -> NormJudge.judge(p, range.get())).toList(),
        compared ? expectation.get().differences(server, range.get()) : List.of(),
        compared);
  }

  /** Whether a norm calls something insufficient. */
  public boolean isInsufficient() {
    return assessments.stream().anyMatch(a -> a.worst() == Grade.INSUFFICIENT);
  }

  /**
   * The exit code for this server: that of the failure, or 7 when it differs from what is expected
   * or a norm calls something insufficient.
   */
  public int exitCode() {
    if (probed.exitCode() != 0) {
      return probed.exitCode();
    }
    return !differences.isEmpty() || isInsufficient() ? DIFFERS : 0;
  }
}
