package gcert.probe;

import java.util.List;

/**
 * Which hellos get through to a server: long ones, and ones that come in pieces.
 *
 * @param trials each hello that was tried; none when the server speaks nothing that could be tried
 * @param postQuantum what a client with a post-quantum key share meets
 */
public record HelloTolerance(List<HelloTrial> trials, PostQuantum postQuantum) {

  /** Takes a copy of the list. */
  public HelloTolerance {
    trials = List.copyOf(trials);
  }

  /** When nothing could be tried. */
  static HelloTolerance unknown() {
    return new HelloTolerance(List.of(), PostQuantum.UNKNOWN);
  }

  /** Whether a hello in one segment is answered, and none that takes more. */
  public boolean losesLongHellos() {
    return outcome(HelloTrial.Shape.ONE_SEGMENT) == HelloTrial.Outcome.ANSWERED
        && isLost(outcome(HelloTrial.Shape.TWO_SEGMENTS));
  }

  /** Whether every hello that was tried was answered. */
  public boolean takesAll() {
    return trials.stream().allMatch(t -> t.outcome() == HelloTrial.Outcome.ANSWERED);
  }

  private static boolean isLost(HelloTrial.Outcome outcome) {
    return outcome == HelloTrial.Outcome.LOST || outcome == HelloTrial.Outcome.REFUSED;
  }

  private HelloTrial.Outcome outcome(HelloTrial.Shape shape) {
    return trials.stream()
        .filter(trial -> trial.shape() == shape)
        .map(HelloTrial::outcome)
        .findFirst()
        .orElse(HelloTrial.Outcome.NOT_ASKED);
  }
}
